import { ScenarioError, type Step } from './scenario-format.ts';

/** A text field of a step. */
export function text(step: Step, field: string, fallback?: string): string {
  const value = step[field] ?? fallback;
  if (typeof value === 'string') return value;
  throw wrong(step, field, 'text');
}

/** A number field of a step. */
export function number(step: Step, field: string, fallback?: number): number {
  const value = step[field] ?? fallback;
  if (typeof value === 'number') return value;
  throw wrong(step, field, 'a number');
}

/** A list field of a step. */
export function list<T>(step: Step, field: string, fallback?: readonly T[]): readonly T[] {
  const value = step[field] ?? fallback;
  if (Array.isArray(value)) return value;
  throw wrong(step, field, 'a list');
}

/** The step inside a step. */
export function inner(step: Step): Step {
  const value = step['step'];
  if (typeof value === 'object' && value !== null && 'op' in value) return value as Step;
  throw wrong(step, 'step', 'a step');
}

function wrong(step: Step, field: string, what: string): ScenarioError {
  return new ScenarioError(`${step.op}: field "${field}" must be ${what}`);
}
