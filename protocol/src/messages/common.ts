import * as v from 'valibot';
import { MAX_TERMINAL_SIDE } from '../process/terminal.ts';
import { startHint } from './start-hint.ts';

/** Whole number from 0 to 2^53-1. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** Number chosen by the client that the reply carries back as `re`. */
export const requestId = count;
/** A run's ULID. */
export const runId = v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/));
/** A key a client makes up so that a repeated request is done once: up to 64 characters. */
export const onceKey = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** Columns or rows of a terminal. */
export const terminalSide = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MAX_TERMINAL_SIDE));

export const outputStream = v.picklist(['stdout', 'stderr']);
export const streamName = v.picklist(['stdin', 'stdout', 'stderr']);
export const consumerName = v.picklist(['follow', 'paused', 'step', 'script']);

/** Text, or bytes that are not text as base64: argv, cwd and environment only, never stream data. */
export const osString = v.union([v.string(), v.object({ base64: v.pipe(v.string(), v.base64()) })]);
export type WireOsString = v.InferOutput<typeof osString>;

/** An error as a value: class by name, the fields of `process-api` errors, and words. */
export const wireError = v.object({
  /** Class name as in Python: `FileNotFoundError`, `ValueError`, ... */
  name: v.string(),
  message: v.string(),
  /** errno name such as `ENOENT`, or a protocol code such as `PS_NO_SUCH_RUN`. */
  code: v.optional(v.string()),
  errno: v.optional(v.number()),
  strerror: v.optional(v.string()),
  /** `filename` of OSError: the program as given, or the cwd when that is what was wrong. */
  path: v.optional(v.nullable(osString)),
  /** Of a start that failed: what the agent found when it looked why. Words for people; never a part of the error. */
  hint: v.optional(startHint),
});
export type WireError = v.InferOutput<typeof wireError>;
