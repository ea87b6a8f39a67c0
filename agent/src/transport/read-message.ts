import { type ClientMessage, clientMessage } from '@pipescope/protocol';
import * as v from 'valibot';
import { type JsonLimits, jsonFault } from './json-guard.ts';

/** A text frame that is not a message of the protocol. `message` says where and why; it goes into the close frame. */
export class MessageError extends Error {
  override readonly name = 'MessageError';
}

/**
 * A text frame as JSON.
 * @throws MessageError when it is too deep, too wide, has a key twice or is no JSON
 */
export function readJson(text: Buffer, limits: JsonLimits): unknown {
  const fault = jsonFault(text, limits);
  if (fault !== undefined) throw new MessageError(`Message refused: ${fault}`);
  try {
    return JSON.parse(text.toString('utf8'));
  } catch {
    throw new MessageError('Message refused: not JSON');
  }
}

/**
 * A text frame as a checked message: keys that no schema names are gone, defaults are filled in.
 * @throws MessageError naming the first path that is wrong, such as `spawn.spec.argv`
 */
export function readClientMessage(text: Buffer, limits: JsonLimits): ClientMessage {
  const value = readJson(text, limits);
  const result = v.safeParse(clientMessage, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = [opOf(value), v.getDotPath(issue)].filter((part) => part !== null && part !== '').join('.');
  throw new MessageError(`${path || 'message'}: ${issue.message}`);
}

/** The `op` of a message that may be anything, for words about it. */
export function opOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'op')) return '';
  const { op } = value as { op: unknown };
  return typeof op === 'string' ? op.slice(0, 32) : '';
}
