import type { StartHint } from '../state/protocol.ts';
import { quoteWord } from '../state/shell-words.ts';
import { t } from '../strings/message.ts';
import { notFoundWords } from './not-found-words.ts';
import { type Case, quoted } from './start-case.ts';

type Hint<Kind extends StartHint['kind']> = Extract<StartHint, { kind: Kind }>;

function interpreterWords({ file, interpreter, windowsLineBreak }: Hint<'missing-interpreter'>): Case {
  const title = t('run.start.cannotRun', { program: quoted(file) });
  if (windowsLineBreak) return { title, more: t('run.start.windows', { path: quoted(`${interpreter}␍`) }) };
  return { title, more: t('run.start.interpreter', { path: quoted(interpreter) }) };
}

function permissionWords({ file, owned, program }: Hint<'no-execute-permission'>): Case {
  const title = t('run.start.noPermission', { program: quoted(file) });
  if (!program) return { title, more: t('run.start.noPermission.data') };
  if (!owned) return { title, more: t('run.start.noPermission.other') };
  return { title, more: t('run.start.noPermission.own', { command: `\`chmod +x ${quoteWord(file)}\`` }) };
}

function limitWords({ limit: of, value: limit }: Hint<'too-many'>): Case {
  if (of === 'open files') {
    return {
      title: t('run.start.files.agent'),
      more: limit === null ? t('run.start.files.more') : t('run.start.files.limit', { limit }),
    };
  }
  return {
    title: t('run.start.processes'),
    more: limit === null ? t('run.start.processes.host') : t('run.start.processes.limit', { limit }),
  };
}

/** The words of a start about which the agent found something. @param code errno name */
export function hintWords(hint: StartHint, argv: readonly string[], code: string): Case {
  switch (hint.kind) {
    case 'not-found':
      return notFoundWords(argv, code, hint);
    case 'missing-interpreter':
      return interpreterWords(hint);
    case 'missing-loader':
      return {
        title: t('run.start.cannotRun', { program: quoted(hint.file) }),
        more: t('run.start.loader', { path: quoted(hint.loader) }),
      };
    case 'folder':
      return { title: t('run.start.folder', { program: quoted(hint.file) }), more: t('run.start.folder.more') };
    case 'no-execute-permission':
      return permissionWords(hint);
    case 'no-interpreter-line':
      return { title: t('run.start.cannotRun', { program: quoted(hint.file) }), more: t('run.start.noLine') };
    case 'too-many':
      return limitWords(hint);
  }
}
