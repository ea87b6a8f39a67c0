import type { StartHint } from '../state/protocol.ts';
import { joinWords, splitWords } from '../state/shell-words.ts';
import { type Case, quoted } from './start-case.ts';

const BUILTINS = new Set(
  '. alias bg break builtin cd command continue declare dirs eval exec exit export fc fg getopts hash help history jobs let local popd pushd read readonly return set shift shopt source suspend times trap type typeset ulimit umask unalias unset wait'.split(
    ' ',
  ),
);

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
  const program = argv[0] ?? '';
  const split = splitWords(program);
  if (/\s/.test(program.trim())) {
    const words = 'words' in split ? split.words : program.trim().split(/\s+/);
    const parts = words.map((word) => `[${word}]`).join(' ');
    return {
      title: `${quoted(program)} was passed as one program name.`,
      more: `exec takes separate arguments: ${parts}`,
      repair: { label: 'Fix', form: 'exec', argv: [...words, ...argv.slice(1)], command: '' },
    };
  }
  if (BUILTINS.has(program)) {
    return {
      title: `${quoted(program)} is part of the shell, not a program.`,
      more: 'It changes the shell it runs in. Run the whole line in a shell instead.',
      repair: { label: 'Run as shell', form: 'shell', argv: [], command: joinWords(argv) },
    };
  }
  if (program.includes('/')) {
    return {
      title: `There is no program at ${quoted(program)}.`,
      more:
        hint === null
          ? 'The file does not exist, or the interpreter or loader that it needs does not.'
          : 'The file does not exist.',
    };
  }
  const title = `There is no program named ${quoted(program)}.`;
  if (hint !== null && hint.suggestion !== null) {
    const { suggestion } = hint;
    return {
      title: `${title} Did you mean ${quoted(suggestion)}?`,
      repair: { label: `Use ${suggestion}`, form: 'exec', argv: [suggestion, ...argv.slice(1)], command: '' },
    };
  }
  const more =
    code === 'EACCES'
      ? "It may be in a folder of PATH that the agent's user may not look into."
      : 'It was looked for in every folder of PATH.';
  return { title, more };
}
