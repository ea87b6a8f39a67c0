import type { ActionPlace } from '../state/actions.ts';

const PLACES: readonly [string, ActionPlace][] = [
  ['PS-LANE', 'lanes'],
  ['PS-STDIN-BOX', 'stdin'],
  ['PS-COMPOSER', 'composer'],
  ['PS-RUN', 'run'],
];

/** What has the focus, inside every shadow root; null when nothing has it. */
export function focusedElement(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active === document.body ? null : active;
}

/** The part of the page that has the focus, looked for from the inside out. */
export function focusedPlace(): ActionPlace {
  let found: ActionPlace = 'page';
  let root: Document | ShadowRoot | null = document;
  while (root !== null) {
    const active: Element | null = root.activeElement;
    for (let at: Element | null = active; at !== null; at = at.parentElement) {
      const place = PLACES.find(([name]) => name === at.tagName)?.[1];
      if (place !== undefined) {
        found = place;
        break;
      }
    }
    root = active?.shadowRoot ?? null;
  }
  return found;
}
