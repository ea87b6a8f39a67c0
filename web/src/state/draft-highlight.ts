import { Store } from '../ui/store.ts';

/** Which part of the command is pointed at: the same part lights up in the composer, the preview and the explanation. */
class PointedPart extends Store {
  #key = '';

  /** `argv:2`, `token:14`, or empty. */
  get key(): string {
    return this.#key;
  }

  point(key: string): void {
    if (key === this.#key) return;
    this.#key = key;
    this.changed();
  }

  /** True for the part itself and for what is inside it. */
  covers(key: string): boolean {
    return this.#key !== '' && (key === this.#key || key.startsWith(`${this.#key}:`));
  }
}

export const pointed = new PointedPart();

/** Name of an argument. */
export function argumentKey(index: number): string {
  return `argv:${index}`;
}
