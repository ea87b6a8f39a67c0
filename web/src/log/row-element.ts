import type { Row } from '../state/protocol.ts';
import { formatBytes, formatSinceSpawn, formatSize } from '../ui/format.ts';
import { piecesText, rowPieces } from './row-text.ts';

const STDIN = { stream: 'stdin', word: 'in' } as const;
const STDOUT = { stream: 'stdout', word: 'out' } as const;
const STDERR = { stream: 'stderr', word: 'err' } as const;

/** Names of a row's stream: as streams are called, and as the mark is written. */
export function rowNames({ stream }: Pick<Row, 'stream'>): typeof STDIN | typeof STDOUT | typeof STDERR {
  return stream === 0 ? STDIN : stream === 2 ? STDERR : STDOUT;
}

const SVG = 'http://www.w3.org/2000/svg';

function part(name: string, text = ''): HTMLSpanElement {
  const span = document.createElement('span');
  span.className = name;
  span.textContent = text;
  return span;
}

function chevron(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'i s12');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', 'm9 18 6-6-6-6');
  svg.append(path);
  return svg;
}

function chip(kind: string, text: string): HTMLSpanElement {
  const span = part(`chip ${kind}`);
  span.append(part('bracket', '⟨'), text, part('bracket', '⟩'));
  return span;
}

/** What a row is drawn from. */
export interface RowFace {
  readonly number: number;
  /** Undefined while the row is on its way. */
  readonly row: Row | undefined;
  /** The stream's word is written: first row of a group, or first in sight. */
  readonly named: boolean;
  /** The stream can bring more of this line. */
  readonly open: boolean;
}

/**
 * One recycled row of the lane, made of text nodes only. Drawn by hand and not by a template: at full flood every
 * visible row changes sixty times a second.
 */
export class RowElement {
  readonly element = document.createElement('div');
  readonly #number = part('n');
  readonly #time = part('w');
  readonly #mark = part('m');
  readonly #text = part('t');
  readonly #cell = part('x');
  readonly #size = part('b');
  #face: RowFace | null = null;
  #at = Number.NaN;

  constructor() {
    const { element } = this;
    element.setAttribute('role', 'listitem');
    element.tabIndex = -1;
    this.#text.dir = 'auto';
    this.#text.lang = '';
    this.#text.translate = false;
    element.append(this.#number, this.#time, this.#mark, this.#cell, this.#size);
    this.#cell.append(this.#text);
  }

  get number(): number | null {
    return this.#face?.number ?? null;
  }

  /** Moves the row to `y` px below the top of the view. */
  place(y: number): void {
    if (y === this.#at) return;
    this.#at = y;
    this.element.style.setProperty('transform', `translateY(${y}px)`);
  }

  hide(): void {
    this.#face = null;
    this.element.hidden = true;
  }

  draw(face: RowFace, total: number): void {
    const { element } = this;
    const old = this.#face;
    if (old === null) element.hidden = false;
    if (old?.number !== face.number) {
      this.#number.textContent = String(face.number);
      element.setAttribute('aria-posinset', String(face.number));
    }
    const size = String(total);
    if (element.getAttribute('aria-setsize') !== size) element.setAttribute('aria-setsize', size);
    if (
      old !== null &&
      old.row === face.row &&
      old.number === face.number &&
      old.named === face.named &&
      old.open === face.open
    ) {
      return;
    }
    this.#face = face;
    const { row } = face;
    if (row === undefined) this.#drawWaiting(face.number);
    else this.#drawRow(row, face);
  }

  #drawWaiting(number: number): void {
    this.element.className = 'row waiting';
    this.element.setAttribute('aria-label', `line ${number}, on its way`);
    this.#time.textContent = '';
    this.#mark.replaceChildren();
    this.#text.replaceChildren();
    this.#cell.replaceChildren(this.#text);
    this.#size.textContent = '';
  }

  #drawRow(row: Row, { number, named, open }: RowFace): void {
    const { stream, word } = rowNames(row);
    this.element.className = `row ${word}`;
    this.#time.textContent = formatSinceSpawn(row.time);
    const shape = row.stream === 0 ? [chevron()] : row.stream === 2 ? [part('bang', '!')] : [];
    this.#mark.replaceChildren(...shape, ...(named ? [word] : []));

    const pieces = rowPieces(row.bytes, row.cut);
    const marks: Node[] = [];
    if (row.cut) marks.push(part('trail', `⋯ ${formatSize(row.length)}`));
    if (row.unterminated) marks.push(part('trail', open ? 'no newline yet' : 'no newline'));
    this.#text.replaceChildren(
      ...pieces.map(({ kind, text }) => (kind === 'text' ? document.createTextNode(text) : chip(kind, text))),
    );
    this.#cell.replaceChildren(this.#text, ...marks);
    this.#size.textContent = formatBytes(row.length);
    const spoken = piecesText(pieces).slice(0, 1000);
    const seconds = (row.time / 1e6).toFixed(1);
    const ending = row.unterminated ? ', no newline' : '';
    this.element.setAttribute('aria-label', `${stream}, line ${number}, plus ${seconds} seconds: ${spoken}${ending}`);
  }
}
