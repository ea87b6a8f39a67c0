import type { StartHint } from '../state/protocol.ts';
import { quoteWord } from '../state/shell-words.ts';
import { formatCount } from '../ui/format.ts';
import { notFoundWords } from './not-found-words.ts';
import { type Case, quoted } from './start-case.ts';

type Hint<Kind extends StartHint['kind']> = Extract<StartHint, { kind: Kind }>;

function interpreterWords({ file, interpreter, windowsLineBreak }: Hint<'missing-interpreter'>): Case {
  const title = `The system cannot run ${quoted(file)}.`;
  if (windowsLineBreak) {
    const path = quoted(`${interpreter}␍`);
    return {
      title,
      more: `Its first line ends in a Windows line break, so the system looks for ${path}. Save the file with Unix line breaks.`,
    };
  }
  return {
    title,
    more: `Its first line names the interpreter ${quoted(interpreter)}, which does not exist. Install that, or change the line.`,
  };
}

function permissionWords({ file, owned }: Hint<'no-execute-permission'>): Case {
  return {
    title: `${quoted(file)} is not executable.`,
    more: owned
      ? `If it is a program, allow it to run: \`chmod +x ${quoteWord(file)}\``
      : 'It has no x permission for the user of the agent, who does not own it either.',
  };
}

function limitWords({ limit, value }: Hint<'too-many'>): Case {
  if (limit === 'open files') {
    const most = value === null ? '' : ` It may have ${formatCount(value)} open.`;
    return {
      title: 'The agent can open no more files, so there was no pipe for it.',
      more: `The limit of open files (\`ulimit -n\`) is reached.${most} End some runs and try again.`,
    };
  }
  return {
    title: 'The system takes no more processes now.',
    more:
      value === null
        ? 'A limit of the host or its container is reached. End some processes and run it again.'
        : `The limit of this user's processes (\`ulimit -u\`) is ${formatCount(value)}. End some and run it again.`,
  };
}

/** The words of a start about which the agent found something. @param code errno name */
export function hintWords(hint: StartHint, argv: readonly string[], code: string): Case {
  switch (hint.kind) {
    case 'not-found':
      return notFoundWords(argv, code, hint);
    case 'missing-interpreter':
      return interpreterWords(hint);
    case 'folder':
      return {
        title: `${quoted(hint.file)} is a folder.`,
        more: 'Name a program. To run one in this folder, make it the working directory.',
      };
    case 'no-execute-permission':
      return permissionWords(hint);
    case 'no-interpreter-line':
      return {
        title: `The system cannot run ${quoted(hint.file)}.`,
        more: 'It has no `#!` line and is not a program this machine can run.',
      };
    case 'too-many':
      return limitWords(hint);
  }
}
