/** How long what was in sight stays there while the lines a person went to are on their way, in milliseconds. */
const PATIENCE_MS = 60;

/** When lines are drawn: at once, with the next frame, or when those that were asked for have come. */
export class LineDrawing {
  readonly #draw: () => void;
  readonly #isComing: () => boolean;
  #frame = 0;
  #until = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param draw draws, unless `holdsBack` says not to
   * @param isComing whether a line that would be in sight is on its way; asks for it
   */
  constructor(draw: () => void, isComing: () => boolean) {
    this.#draw = draw;
    this.#isComing = isComing;
  }

  now(): void {
    this.stop();
    this.#draw();
  }

  soon(): void {
    this.stop();
    this.#frame = requestAnimationFrame(this.#draw);
  }

  /**
   * Draws once the lines are here, which is now if they are: one drawing instead of one without them and one with them.
   * Who tells that they have come draws; where they take long, they are drawn as places meanwhile.
   */
  whenHere(): void {
    this.stop();
    this.#until = performance.now() + PATIENCE_MS;
    this.#timer = setTimeout(() => this.now(), PATIENCE_MS);
    this.#draw();
  }

  /** True while nothing is to be drawn. */
  holdsBack(): boolean {
    if (this.#until > performance.now() && this.#isComing()) return true;
    clearTimeout(this.#timer);
    this.#until = 0;
    return false;
  }

  /** Nothing is drawn that was to be drawn later. */
  stop(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#until = 0;
  }
}
