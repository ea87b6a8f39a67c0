import { t } from '../strings/message.ts';
import type { Scene } from './line-scroll.ts';
import { type Layout, ROW_HEIGHT } from './viewport.ts';

/** What stands around the lines. */
export interface SurroundingParts {
  readonly view: HTMLElement;
  /** Words about lines that are gone. */
  readonly gap: HTMLElement;
  /** What happened after the last line. */
  readonly events: HTMLElement;
  /** Words for when there are no lines. */
  readonly empty: HTMLElement;
}

/** Px of a digit in the mono face of 12 px. */
const DIGIT = 7.2;
/** Digits that fit into the column of numbers as it is. */
const DIGITS = 5;

/** Puts what stands around the lines in its place. It is moved by hand, as the lines are. */
export class Surroundings {
  readonly #parts: SurroundingParts;
  #digits = 0;

  constructor(parts: SurroundingParts) {
    this.#parts = parts;
  }

  /** @param seen first and last line in sight */
  draw(scene: Scene, layout: Layout, seen: { from: number; to: number }, hasEvents: boolean, loaded: boolean): void {
    const { gap, events, empty } = this.#parts;
    gap.hidden = scene.first === 1 || seen.from > scene.first;
    if (!gap.hidden) {
      gap.textContent = t('lane.gone', { lines: scene.first - 1 });
      const y = (layout.places.get(scene.first) ?? 0) - ROW_HEIGHT;
      gap.style.setProperty('transform', `translateY(${y}px)`);
    }
    empty.hidden = scene.total > 0 || !loaded;
    events.hidden = !hasEvents || seen.to < scene.total;
    const end = scene.total === 0 ? Math.max(ROW_HEIGHT, empty.offsetHeight) : layout.end;
    if (!events.hidden) events.style.setProperty('transform', `translateY(${end}px)`);
    this.#drawNumbers(String(scene.total).length);
  }

  #drawNumbers(digits: number): void {
    if (digits === this.#digits) return;
    this.#digits = digits;
    const { style } = this.#parts.view;
    if (digits > DIGITS) style.setProperty('--number', `${Math.ceil(digits * DIGIT) + 16}px`);
    else style.removeProperty('--number');
  }
}
