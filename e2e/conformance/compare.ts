import { readFileSync } from 'node:fs';
import type { Outcome } from './scenario-format.ts';

/** Recorded outcomes by scenario name, from a file of JSON lines. */
export function loadExpected(path: string): Map<string, Outcome> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const outcomes = lines.filter((line) => line.startsWith('{')).map((line): Outcome => JSON.parse(line));
  return new Map(outcomes.map((outcome) => [outcome.name, outcome]));
}

/** Equality as FORMAT.md has it: messages are not compared, nor an errno recorded as null. */
export function same(want: unknown, got: unknown): boolean {
  if (Array.isArray(want) || Array.isArray(got)) {
    if (!Array.isArray(want) || !Array.isArray(got) || want.length !== got.length) return false;
    return want.every((item, index) => same(item, got[index]));
  }
  if (!isObject(want) || !isObject(got)) return want === got;
  const skip = new Set(isError(want) ? ['message'] : []);
  if (isError(want) && want['errno'] === null) skip.add('errno');
  const keys = comparedKeys(want, skip);
  const others = comparedKeys(got, isError(got) ? skip.add('message') : skip);
  return keys.length === others.length && keys.every((key) => key in got && same(want[key], got[key]));
}

/** Words for each step that differs, or an empty list. */
export function differences(want: Outcome | undefined, got: Outcome): string[] {
  if (want === undefined) return ['nothing is recorded for it'];
  if (same(want, got)) return [];
  const words: string[] = [];
  if (got.scenario_error !== undefined) words.push(`scenario error: ${got.scenario_error}`);
  if (got.scenario_timeout === true) words.push('scenario timeout');
  for (let i = 0; i < Math.max(want.results.length, got.results.length); i += 1) {
    const [wanted, observed] = [want.results[i], got.results[i]];
    if (same(wanted, observed)) continue;
    words.push(`step ${i}: expected ${brief(wanted)}`, `step ${i}: observed ${brief(observed)}`);
  }
  return words;
}

function brief(value: unknown): string {
  return value === undefined ? '(no result)' : JSON.stringify(value).slice(0, 600);
}

function comparedKeys(value: Record<string, unknown>, skip: ReadonlySet<string>): string[] {
  return Object.keys(value).filter((key) => !skip.has(key));
}

function isError(value: Record<string, unknown>): boolean {
  return 'type' in value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
