import { expect, type Locator, type Page } from '@playwright/test';

/** Most presses of Tab from one end of the page to the other. */
const MOST_STOPS = 80;

/** What a person sees of the focus; empty strings where there is nothing to complain about. */
interface FocusLook {
  /** The focused element, for a message. */
  readonly what: string;
  /** Why the element itself cannot be seen. */
  readonly hidden: string;
  /** Why nothing marks it as focused. */
  readonly unmarked: string;
}

/** Looks at the focused element as it is on the screen now. */
function focusLook(page: Page): Promise<FocusLook> {
  return page.evaluate(() => {
    const deepest = (): Element | null => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element;
    };
    const above = (node: Node | null): Node | null =>
      node === null ? null : (node.parentNode ?? (node instanceof ShadowRoot ? node.host : null));
    const contains = (outer: Element, inner: Node | null): boolean => {
      for (let at = inner; at !== null; at = above(at)) if (at === outer) return true;
      return false;
    };
    const topmost = (x: number, y: number): Element | null => {
      let at = document.elementFromPoint(x, y);
      for (let inner = at; inner !== null; ) {
        at = inner;
        inner = at.shadowRoot?.elementFromPoint(x, y) ?? null;
        if (inner === at) break;
      }
      return at;
    };
    const ringed = (element: Element): boolean =>
      [null, '::before', '::after'].some((pseudo) => {
        const { outlineStyle, outlineWidth, boxShadow, content } = getComputedStyle(element, pseudo);
        if (pseudo !== null && (content === 'none' || content === 'normal')) return false;
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      });

    const element = deepest();
    if (element === null || element === document.body) return { what: 'nothing', hidden: 'lost', unmarked: 'lost' };
    const box = element.getBoundingClientRect();
    const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 30) ?? '';
    const what = `${element.localName} "${label}"`;
    const middle = (box.left + box.right) / 2;
    const points: [number, number][] = [
      [middle, (box.top + box.bottom) / 2],
      [middle, box.top + 3],
      [middle, box.bottom - 3],
    ];
    const covered = points.map(([x, y]) => topmost(x, y)).find((top) => top === null || !contains(element, top));
    const hidden =
      box.width === 0 || box.height === 0
        ? 'it has no size'
        : covered === undefined
          ? ''
          : covered === null
            ? 'it is out of the window'
            : `${covered.localName}.${covered.className} lies over it`;
    let marked = false;
    let at: Node | null = element;
    for (let steps = 0; at !== null && steps < 6 && !marked; at = above(at), steps += 1) {
      marked = at instanceof Element && (at === element || at.matches(':focus-within')) && ringed(at);
    }
    return { what, hidden, unmarked: marked ? '' : 'no ring of 2 px or more' };
  });
}

/** Fails unless a person can see what has the focus. */
export async function expectFocusVisible(page: Page): Promise<void> {
  const { what, hidden, unmarked } = await focusLook(page);
  expect(hidden, `${what} is in sight`).toBe('');
  expect(unmarked, `${what} is marked as focused`).toBe('');
}

/** Presses Tab until `target` has the focus; at every stop on the way the focus must be in sight. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
    await expectFocusVisible(page);
  }
  throw new Error(`${MOST_STOPS} presses of ${key} did not reach ${target.toString()}`);
}
