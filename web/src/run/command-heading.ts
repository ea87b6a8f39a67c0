import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { RunInfo } from '../state/protocol.ts';
import { argvText, commandText } from '../state/run-words.ts';
import { visibleLines } from '../state/visible-text.ts';
import { t } from '../strings/message.ts';
import { formatBytes } from '../ui/format.ts';

/** Characters of an argument that is never shortened. */
const SHORT = 12;
/** Lines of an argument that are shown; where there is little room, the fewer. The log needs the rest. */
const LINES = { most: 3, few: 2 } as const;
/** Arguments drawn: more than stand side by side on a wide screen. */
const DRAWN = 60;

/** An argument as it is drawn. */
interface Chip {
  readonly text: string;
  /** What is shown only where there is room for it, with its line break. */
  readonly third: string;
  readonly lines: number;
}

function chipOf(argument: string): Chip {
  const lines = visibleLines(argument).split('\n');
  // What ends with a line break has no line after it.
  const count = lines.length > 1 && lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const shown = lines.slice(0, Math.min(count, LINES.most));
  const third = shown.slice(LINES.few).map((line) => `\n${line}`);
  return { text: argument === '' ? '""' : shown.slice(0, LINES.few).join('\n'), third: third.join(''), lines: count };
}

/** What a heading says besides the command: what of it is not there. */
export function missingWords(
  { cut }: Pick<RunInfo, 'cut'>,
  lines: number,
  hidden: number,
): { readonly words: string; readonly why: string } {
  const parts = [
    ...(lines > 0 ? [t('run.moreLines', { count: lines })] : []),
    ...(hidden > 0 ? [t('run.moreArguments', { count: hidden })] : []),
  ].join(' · ');
  if (cut === undefined) return { words: parts, why: '' };
  const size = formatBytes(cut);
  return { words: t(parts === '' ? 'run.cut' : 'run.cut.too', { parts, size }), why: t('run.cut.why', { size }) };
}

/** The command as the heading of its run, with a quiet sign of what there is no room for; `ident` stands before that. */
export function drawCommandHeading(run: RunInfo, hidden: number, ident: TemplateResult): TemplateResult {
  const command = visibleLines(commandText(run));
  const chips = (run.shell ? [commandText(run)] : argvText(run)).map(chipOf);
  const over = (most: number): number => chips.reduce((sum, { lines }) => sum + Math.max(0, lines - most), 0);
  const all = missingWords(run, over(LINES.most), hidden);
  const few = missingWords(run, over(LINES.few), hidden);
  const title = all.why === '' ? command : `${command}\n\n${all.why}`;
  const drawSign = (looks: string, words: string): TemplateResult | typeof nothing =>
    words === '' ? nothing : html`<span class="over small muted ${looks}" title=${title}>${words}</span>`;
  return html`<h1 translate="no" aria-label="#${run.number} ${command}" title=${title}>
      ${chips
        .slice(0, DRAWN)
        .map(
          ({ text, third }) =>
            html`<span class="chip ${text.length <= SHORT ? 'short' : ''}">${text}${third === '' ? nothing : html`<span class="third">${third}</span>`}</span>`,
        )}
    </h1>
    <div class="under">
      ${ident} ${drawSign(all.words === few.words ? '' : 'all', all.words)}
      ${all.words === few.words ? nothing : drawSign('few', few.words)}
    </div>`;
}

/** The element that has the heading. */
type HeadingHost = ReactiveControllerHost & { readonly run: RunInfo | null; readonly renderRoot: ParentNode };

/**
 * Counts the arguments for which the heading has no room, and hides what would be seen of them in part. An argument that
 * is shortened says so itself.
 */
export class HiddenArguments implements ReactiveController {
  value = 0;
  readonly #host: HeadingHost;
  readonly #resized = new ResizeObserver(() => this.hostUpdated());
  #heading: Element | null = null;

  constructor(host: HeadingHost) {
    this.#host = host;
    host.addController(this);
  }

  hostUpdated(): void {
    const { run, renderRoot } = this.#host;
    const heading = renderRoot.querySelector('h1');
    if (heading !== this.#heading) {
      this.#resized.disconnect();
      if (heading !== null) this.#resized.observe(heading);
      this.#heading = heading;
    }
    if (heading === null || run === null) return;
    const edge = heading.getBoundingClientRect().right + 0.5;
    const chips = [...heading.children];
    const out = chips.map((chip, index) => index > 0 && edge > 1 && chip.getBoundingClientRect().right > edge);
    chips.forEach((chip, index) => chip.toggleAttribute('data-out', out[index]));
    const shown = out.filter((is) => !is).length;
    const value = run.shell ? 0 : run.argv.length - shown;
    if (value === this.value) return;
    this.value = value;
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#resized.disconnect();
    this.#heading = null;
  }
}
