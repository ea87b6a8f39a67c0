import * as v from 'valibot';
import { count } from '../messages/common.ts';
import { folderNames } from '../messages/folders.ts';
import { runInfo } from '../messages/run.ts';
import { ProtocolError } from './errors.ts';

/** Values of `done`, by the request they answer. */
export const spawnReply = v.object({ run: runInfo });
export const listReply = v.object({ runs: v.array(runInfo), total: count });
/** Of `attach` and `watch`. */
export const attachmentReply = v.object({ attachment: count });
export const stepReply = v.object({ bytes: count, taken: count });
export const leaseReply = v.object({
  limit: v.pipe(count, v.minValue(1)),
  taken: v.object({ stdout: count, stderr: count }),
});
export const foldersReply = folderNames;
export const mintReply = v.object({ code: v.string(), expiresAt: v.number() });

/** @throws ProtocolError naming the part that is not as promised. */
export function valueOf<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ProtocolError(
    `An answer of the agent is not as promised: ${v.getDotPath(issue) ?? 'value'}: ${issue.message}`,
  );
}
