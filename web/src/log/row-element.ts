import { nothing, render, type TemplateResult } from 'lit';
import type { Row } from '../state/protocol.ts';
import { t } from '../strings/message.ts';
import { formatBytes, formatSize } from '../ui/format.ts';
import { styleClasses } from './ansi-sheet.ts';
import { lineText, piecesText, type TextPiece } from './row-text.ts';
import type { SgrStyle } from './sgr.ts';
import { SHOW_ALL_BYTES, streamNames } from './stream-names.ts';

const SVG = 'http://www.w3.org/2000/svg';
/** Characters of a line that are spoken with its name. */
const SPOKEN = 1_000;

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
  const span = part(`chip ${kind}`, `⟨${text}⟩`);
  span.dataset['face'] = text;
  return span;
}

function drawPiece(piece: TextPiece): Node {
  if (piece.kind !== 'text') return chip(piece.kind, piece.text);
  return piece.style === undefined ? document.createTextNode(piece.text) : part(styleClasses(piece.style), piece.text);
}

/** What a row is drawn from. */
export interface RowFace {
  readonly number: number;
  /** Undefined while the row is on its way. */
  readonly row: Row | undefined;
  /** It is not here, and nobody can be asked for it. */
  readonly lost: boolean;
  /** All bytes of a row that is cut, once somebody wanted to see them. */
  readonly whole: Uint8Array | undefined;
  /** The stream's word is written: first row of a group. It is on the first row in sight too. */
  readonly named: boolean;
  /** The stream can bring more of this line. */
  readonly open: boolean;
  readonly selected: boolean;
  /** Something of it has arrived and was not taken. */
  readonly unread: boolean;
  /** What stands above it: events that happened before it came, the divider of what is unread. Null for nothing. */
  readonly above: TemplateResult | null;
  /** As it is written. */
  readonly time: string;
  /** What its stream's sequences before it have left. */
  readonly style: SgrStyle;
}

function isSame(a: RowFace, b: RowFace): boolean {
  return (Object.keys(a) as (keyof RowFace)[]).every((key) => a[key] === b[key]);
}

/**
 * One recycled row of the lane, made of text nodes only. Drawn by hand and not by a template: at full flood every
 * visible row changes sixty times a second.
 */
export class RowElement {
  readonly element = document.createElement('div');
  readonly #number = part('n');
  readonly #link = document.createElement('a');
  readonly #time = part('w');
  readonly #mark = part('m');
  readonly #text = part('t');
  readonly #cell = part('x');
  readonly #size = part('b');
  readonly #above = document.createElement('div');
  #face: RowFace | null = null;
  #at = Number.NaN;
  #isFirst = false;

  constructor() {
    const { element } = this;
    element.setAttribute('role', 'listitem');
    element.tabIndex = -1;
    this.#link.tabIndex = -1;
    this.#number.append(this.#link);
    this.#text.dir = 'auto';
    this.#text.lang = '';
    this.#text.translate = false;
    element.append(this.#number, this.#time, this.#mark, this.#cell, this.#size);
    this.#above.className = 'above';
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
    this.#isFirst = false;
    this.element.hidden = true;
  }

  /** Whether it is the first in sight, which is known only when all are laid out. */
  markFirst(isFirst: boolean): void {
    if (isFirst === this.#isFirst) return;
    this.#isFirst = isFirst;
    if (this.#face?.row !== undefined) this.#drawMark(this.#face.row, this.#face.named);
  }

  draw(face: RowFace, total: number): void {
    const { element } = this;
    const old = this.#face;
    if (old === null) element.hidden = false;
    if (old?.number !== face.number) {
      this.#link.textContent = String(face.number);
      this.#link.href = `#L${face.number}`;
      element.setAttribute('aria-posinset', String(face.number));
    }
    const size = String(total);
    if (element.getAttribute('aria-setsize') !== size) element.setAttribute('aria-setsize', size);
    if (old !== null && isSame(old, face)) return;
    this.#face = face;
    const { row } = face;
    if (old?.above !== face.above) this.#drawAbove(face.above);
    if (row === undefined) this.#drawWaiting(face);
    else this.#drawRow(row, face, old);
  }

  #drawAbove(above: TemplateResult | null): void {
    render(above ?? nothing, this.#above);
    if (above === null) this.#above.remove();
    else this.element.prepend(this.#above);
  }

  #drawWaiting({ number, selected, lost }: RowFace): void {
    this.element.className = `row waiting ${selected ? 'sel' : ''}`;
    this.element.setAttribute('aria-label', t(lost ? 'lane.lost' : 'lane.waiting', { number: String(number) }));
    this.#time.textContent = '';
    this.#mark.replaceChildren();
    this.#text.replaceChildren();
    this.#cell.replaceChildren(this.#text, ...(lost ? [part('trail', t('lane.notKept'))] : []));
    this.#size.textContent = '';
  }

  #drawRow(row: Row, face: RowFace, old: RowFace | null): void {
    const { number, named, open, whole, style, selected, unread, above } = face;
    const { stream, word } = streamNames(row);
    const isCut = row.cut && whole === undefined;
    const extent = whole !== undefined ? 'whole' : isCut ? 'cut' : '';
    const marks = `${selected ? 'sel' : ''} ${unread ? 'unread' : ''} ${above === null ? '' : 'topped'}`;
    this.element.className = `row ${word} ${marks} ${extent}`;
    this.#time.textContent = face.time;
    // What is selected to be copied stays as it is while only its surroundings change.
    if (
      old?.row === row &&
      old.unread === unread &&
      old.whole === whole &&
      old.style === style &&
      old.open === open &&
      old.number === number
    ) {
      if (old.named !== named) this.#drawMark(row, named);
      return;
    }
    this.#drawMark(row, named);
    const { pieces } = lineText(whole ?? row.bytes, { unfinished: open || isCut, style });
    this.#text.replaceChildren(...pieces.map(drawPiece));
    this.#cell.replaceChildren(this.#text, ...this.#marks(row, face));
    // The mark of a cut line says it; the column would only take room from the text.
    this.#size.textContent = isCut ? '' : formatBytes(row.length);
    const values = {
      stream,
      number: String(number),
      seconds: (row.time / 1e6).toFixed(1),
      text: piecesText(pieces).slice(0, SPOKEN),
    };
    const said = t(row.unterminated ? 'lane.rowOpen' : 'lane.row', values);
    this.element.setAttribute('aria-label', unread ? t('lane.unreadRow', { row: said }) : said);
  }

  #drawMark(row: Row, named: boolean): void {
    const shape = row.stream === 0 ? [chevron()] : row.stream === 2 ? [part('bang', '!')] : [];
    this.#mark.replaceChildren(...shape, ...(named || this.#isFirst ? [part('word', streamNames(row).word)] : []));
  }

  /** What follows the text: how much is missing, and that no newline has come. */
  #marks(row: Row, { open, whole }: RowFace): Node[] {
    const marks: Node[] = [];
    if (row.unterminated && open) marks.push(part('caret'));
    if (row.cut && whole === undefined) {
      const size = part('trail', t('lane.cut', { size: formatSize(row.length) }));
      size.title = t('lane.cut.exact', { bytes: row.length });
      marks.push(size);
      const button = document.createElement('button');
      button.className = 'all';
      button.tabIndex = -1;
      button.textContent = t(row.length > SHOW_ALL_BYTES ? 'lane.openBytes' : 'lane.showAll');
      marks.push(button);
    }
    if (row.unterminated) marks.push(part('trail', t(open ? 'lane.noNewlineYet' : 'lane.noNewline')));
    return marks;
  }
}
