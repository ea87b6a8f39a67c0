import type { Page } from '@playwright/test';

/** What no translation may touch, and why. */
const KEPT: readonly RegExp[] = [
  // Figures, times and sizes: `+0.012`, `65,536 B`, `3 m 12 s`.
  /^[#+−-]?[\d.,:]+(?: ?(?:[kMGT]?B|KiB|ms|[smh]))?(?: [\d.]+ [smh])*$/,
  // Names of streams, long and as the mark beside a line, and where they lead in the Process API.
  /^(?:stdin|stdout|stderr|in|out|err|PIPE|DEVNULL|STDOUT)$/,
  // The product's name.
  /^pipescope$/,
  // Names of signals.
  /^SIG[A-Z0-9+-]+$/,
];

/** Parts that hold what came from a process, goes to one, or is printed on a key. */
const FOREIGN = '[translate="no"], kbd, style, script, noscript';

/**
 * Texts and names on a page in the pseudo-locale that are no message of the interface: they lie outside ⟦ and ⟧.
 * Looks into every shadow root, and at closed menus too.
 */
export async function unmarkedTexts(page: Page): Promise<string[]> {
  const found = await page.evaluate((foreign) => {
    /** Stands between two elements: a message does not go across, but for the code and the figures marked in it. */
    const BORDER = '\ue000';
    const names = ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label'];
    const texts: string[] = [document.title];
    const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();
    const read = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element)) return '';
      if (node.matches(foreign)) return BORDER;
      const command = flat(node.querySelector(foreign)?.textContent ?? '');
      for (const name of names) {
        const text = node.getAttribute(name) ?? '';
        // A tip may show again the command that has no room.
        if (flat(text) !== command) texts.push(text);
      }
      const words = [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(read).join('');
      return node.matches('code, span.n') ? words : `${BORDER}${words}${BORDER}`;
    };
    texts.push(read(document.body));
    const left: string[] = [];
    for (let text of texts) {
      for (let before = ''; before !== text; ) {
        before = text;
        text = text.replace(/⟦[^⟦⟧\ue000]*⟧/g, '');
      }
      left.push(...text.split(BORDER));
    }
    return left;
  }, FOREIGN);
  return found
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text) && !KEPT.some((kept) => kept.test(text)));
}
