import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/** Custom properties by name; null takes one away. */
export type Levels = Readonly<Record<`--${string}`, string | null>>;

class LevelDirective extends Directive {
  #last: Levels = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('level() stands in a tag: <div ${level(…)}>');
  }

  override render(_levels: Levels): unknown {
    return noChange;
  }

  override update(part: ElementPart, [levels]: [Levels]): unknown {
    const { style } = part.element as HTMLElement;
    for (const name of Object.keys(this.#last) as (keyof Levels)[]) if (!(name in levels)) style.removeProperty(name);
    for (const [name, value] of Object.entries(levels) as [keyof Levels, string | null][]) {
      if (value === this.#last[name]) continue;
      if (value === null) style.removeProperty(name);
      else style.setProperty(name, value);
    }
    this.#last = levels;
    return noChange;
  }
}

/**
 * Sets custom properties of an element, which its style sheet turns into a width or a place:
 * `<i ${level({ '--level': '40%' })}></i>`. They are set through the CSSOM, because the page's policy blocks style
 * attributes and with them Lit's own `styleMap`.
 */
export const level = directive(LevelDirective);
