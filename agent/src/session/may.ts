import type { ClientOp, Role } from '@pipescope/protocol';

/** What a viewer may ask for: to look, and to say how fast. */
const VIEWER: ReadonlySet<ClientOp> = new Set([
  'list',
  'attach',
  'watch',
  'detach',
  'rows',
  'bytes',
  'credit',
  'ack',
  'ping',
  'sync',
]);

/** Whether a role may use an operation. An owner may use all; what is not named for a viewer is refused. */
export function may(role: Role, op: ClientOp): boolean {
  return role === 'owner' || VIEWER.has(op);
}
