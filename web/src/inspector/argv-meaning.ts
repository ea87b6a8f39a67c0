import { argumentKey } from '../state/draft-highlight.ts';
import { hasHidden } from '../state/shell-escapes.ts';
import { t } from '../strings/message.ts';

/** One argument and what it is. Backquotes in the words mark code. */
export interface ArgumentMeaning {
  readonly key: string;
  readonly text: string;
  readonly words: string;
  readonly bad: boolean;
}

const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash']);

/** The shell an argument list starts with a script (`sh -c …`); null when it starts none. */
export function ownShell(argv: readonly string[]): string | null {
  const name = (argv[0] ?? '').split('/').at(-1) ?? '';
  return SHELLS.has(name) && argv.slice(1).includes('-c') ? name : null;
}

/** What each argument is. `notFound` marks the program as the one that was not found. */
export function explainArgv(argv: readonly string[], notFound = false): ArgumentMeaning[] {
  const script = ownShell(argv) === null ? -1 : argv.indexOf('-c', 1);
  return argv.map((text, index) => {
    const key = argumentKey(index);
    if (index === 0) {
      return {
        key,
        text,
        words: t(notFound ? 'composer.explain.program.notFound' : 'composer.explain.program'),
        bad: notFound,
      };
    }
    if (index === script) return { key, text, words: t('composer.explain.script', { index }), bad: false };
    if (text === '') return { key, text, words: t('composer.explain.empty', { index }), bad: false };
    if (hasHidden(text, '\n')) return { key, text, words: t('composer.explain.hidden', { index }), bad: false };
    // Only where it could be doubted: a space, a quote, something a shell would change.
    const plain = /^[A-Za-z0-9_@%+=:,./-]+$/.test(text);
    return {
      key,
      text,
      words: t(plain ? 'composer.explain.argument' : 'composer.explain.kept', { index }),
      bad: false,
    };
  });
}
