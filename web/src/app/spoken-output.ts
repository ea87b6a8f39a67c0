import { OutputReport } from '../state/output-report.ts';
import { preferences } from '../state/preferences.ts';
import type { RowStore } from '../state/row-store.ts';
import type { SessionStore } from '../state/session-store.ts';
import { announce } from '../ui/announce.ts';

const PAUSE_MS = 2_000;
/** A run younger than this when its first lines arrive is reported from its first line on. */
const YOUNG_MS = 3_000;

/** Speaks the output of the selected run, as far as the preferences ask for it, at most every two seconds. */
export class SpokenOutput {
  #rows: RowStore | null = null;
  #report: OutputReport | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #stop: () => void = () => undefined;

  /** Call after every change of what is shown. */
  look(store: SessionStore): void {
    const run = store.selected;
    const rows = run === null || run.state === 'failed' ? null : store.rowsOf(run.run);
    if (rows === this.#rows) return;
    this.close();
    if (rows === null || run === null) return;
    this.#rows = rows;
    const young = Date.now() - run.startedAt < YOUNG_MS;
    this.#stop = rows.subscribe(() => {
      this.#report ??= new OutputReport(young ? null : rows.counts);
      this.#timer ??= setTimeout(() => this.#say(), PAUSE_MS);
    });
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#rows = null;
    this.#report = null;
  }

  #say(): void {
    this.#timer = undefined;
    if (this.#rows === null) return;
    const words = this.#report?.next(preferences.choices.announceOutput, this.#rows) ?? null;
    if (words !== null) announce(words);
  }
}
