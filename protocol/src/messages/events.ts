import * as v from 'valibot';
import { count, requestId, runId, wireError } from './common.ts';
import { runInfo } from './run.ts';

/** The request worked; `value` is what its schema promises. */
export const done = v.object({ op: v.literal('done'), re: requestId, value: v.unknown() });
/**
 * The request failed; the socket stays open. `run` is the run in state `failed` that a `spawn` left in the list; a client
 * that asked for the list has been told of it before, unless its socket is full.
 */
export const failed = v.object({
  op: v.literal('failed'),
  re: requestId,
  error: wireError,
  run: v.optional(runId),
});
/** Runs that are new or changed, each as it is now. */
export const runs = v.object({ op: v.literal('runs'), runs: v.array(runInfo) });
/** A run was forgotten. */
export const gone = v.object({ op: v.literal('gone'), run: runId });
/**
 * The record frames of this run that follow are those of this attachment, until another is named. Frames name the run
 * only, as the same bytes go to every viewer; what is under way for an attachment that was closed is told apart by this.
 */
export const source = v.object({ op: v.literal('source'), run: runId, attachment: count });
/** How far this client's stdin has come. */
export const stdin = v.object({
  op: v.literal('stdin'),
  run: runId,
  /** Bytes that were offered to the kernel, in all: what was written behind earlier bytes that wait counts as offered. */
  offered: count,
  /** Bytes that the kernel accepted, in all. */
  accepted: count,
  /** Set once stdin is closed: null when in order, else the reason. */
  closed: v.optional(v.nullable(wireError)),
});
/** Answers `ping` with its `t`. */
export const pong = v.object({ op: v.literal('pong'), t: v.number() });
/** The agent is about to close this socket or itself. */
export const bye = v.object({ op: v.literal('bye'), reason: v.string() });

export const agentMessage = v.variant('op', [done, failed, runs, gone, source, stdin, pong, bye]);
export type AgentMessage = v.InferOutput<typeof agentMessage>;
