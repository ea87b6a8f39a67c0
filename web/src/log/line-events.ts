/** Told when a line is chosen: by itself, or as the other end of a range. */
export class LinePick extends Event {
  readonly line: number;
  readonly extend: boolean;
  constructor(line: number, extend: boolean) {
    super('line-pick');
    this.line = line;
    this.extend = extend;
  }
}

/** Told when all of a line that is shown cut is wanted. */
export class LineWhole extends Event {
  readonly line: number;
  constructor(line: number) {
    super('line-whole');
    this.line = line;
  }
}
