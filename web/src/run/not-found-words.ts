import type { StartHint } from '../state/protocol.ts';
import { joinWords, splitWords } from '../state/shell-words.ts';
import { t } from '../strings/message.ts';
import { type Case, quoted } from './start-case.ts';

const listWords = new Intl.ListFormat('en');

const BUILTINS = new Set(
  '. alias bg break builtin cd command continue declare dirs eval exec exit export fc fg getopts hash help history jobs let local popd pushd read readonly return set shift shopt source suspend times trap type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

/** Folders of a search that are named in its sentence; more of them stand in the details only. */
const NAMED = 3;

/** Where it was looked for. With an empty environment that is no `PATH`, but the system's own. */
function searchedWords(folders: readonly string[]): string {
  if (folders.length === 0) return t('run.start.noName.unknown');
  if (folders.length > NAMED) return t('run.start.noName.path');
  // An empty entry of PATH is the working directory.
  const names = folders.map((folder) => quoted(folder === '' ? '.' : folder));
  return t('run.start.noName.more', { folders: listWords.format(names) });
}

/**
 * The words for a program that is not there: a command line given as one name, a part of the shell, a typing mistake.
 * @param code errno name of the failed start
 * @param hint what the agent found when it looked
 */
export function notFoundWords(
  argv: readonly string[],
  code: string,
  hint: Extract<StartHint, { kind: 'not-found' }> | null,
): Case {
  const name = argv[0] ?? '';
  const program = quoted(name);
  const split = splitWords(name);
  if (/\s/.test(name.trim())) {
    const words = 'words' in split ? split.words : name.trim().split(/\s+/);
    return {
      title: t('run.start.words', { program }),
      more: t('run.start.words.more', { parts: words.map((word) => `[${word}]`).join(' ') }),
      repair: { label: t('run.start.words.fix'), form: 'exec', argv: [...words, ...argv.slice(1)], command: '' },
    };
  }
  if (BUILTINS.has(name)) {
    return {
      title: t('run.start.builtin', { program }),
      more: t('run.start.builtin.more'),
      repair: { label: t('run.start.builtin.fix'), form: 'shell', argv: [], command: joinWords(argv) },
    };
  }
  if (name.includes('/')) {
    return {
      title: t('run.start.noPath', { program }),
      more: t(hint === null ? 'run.start.noPath.unknown' : 'run.start.noPath.more'),
    };
  }
  if (hint !== null && hint.suggestion !== null) {
    const { suggestion } = hint;
    const label = t('run.start.noName.fix', { suggestion });
    return {
      title: t('run.start.noName.near', { program, suggestion: quoted(suggestion) }),
      repair: { label, form: 'exec', argv: [suggestion, ...argv.slice(1)], command: '' },
    };
  }
  return {
    title: t('run.start.noName', { program }),
    more: code === 'EACCES' ? t('run.start.noName.denied') : searchedWords(hint?.lookedIn ?? []),
  };
}
