import type { ProcessApi } from '@pipescope/protocol/process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { ownChildren, processFds } from './fd-table.ts';
import { testCancelling } from './process-suite/cancelling.ts';
import { testCommunicating } from './process-suite/communicating.ts';
import { testCreating } from './process-suite/creating.ts';
import { testEnding } from './process-suite/ending.ts';
import { testTalking } from './process-suite/talking.ts';
import { testWriting } from './process-suite/writing.ts';
import { until } from './until.ts';

/** A Process API that is open for tests. */
export interface OpenedApi {
  readonly api: ProcessApi;
  close(): Promise<void>;
}

/**
 * Opens a Process API for the tests of the `describe` this is called in. After each of them no child, pipe or pidfd
 * may be left in this process, where the children are made either way.
 */
export function openForTests(open: () => Promise<OpenedApi>): { readonly api: ProcessApi } {
  let opened: OpenedApi | null = null;
  let before: string[] = [];
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  beforeEach(() => {
    before = processFds();
  });
  afterEach(async () => {
    await until('the end of all children', () => ownChildren().length === 0);
    await until('the end of all pipes', () => processFds().length <= before.length);
    expect(processFds()).toEqual(before);
  });
  return {
    get api() {
      if (opened === null) throw new Error('it is not open yet');
      return opened.api;
    },
  };
}

/**
 * Declares the tests of CPython's `test_subprocess.py`, `test_streams.py` and `test_events.py` that hold wherever the
 * children live.
 */
export function describeProcessApi(name: string, open: () => Promise<OpenedApi>): void {
  describe(`${name}`, () => {
    const opened = openForTests(open);
    const api = (): ProcessApi => opened.api;
    describe('creating', () => {
      testCreating(api);
    });
    describe('communicating', () => {
      testCommunicating(api);
    });
    describe('writing', () => {
      testWriting(api);
    });
    describe('talking', () => {
      testTalking(api);
    });
    describe('ending', () => {
      testEnding(api);
    });
    describe('cancelling', () => {
      testCancelling(api);
    });
  });
}
