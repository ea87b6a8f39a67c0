import type { Draft } from '../state/draft.ts';

/** Told when an option changes. */
export class DraftEdit extends Event {
  readonly change: Partial<Draft>;
  constructor(change: Partial<Draft>) {
    super('draft-edit');
    this.change = change;
  }
}
