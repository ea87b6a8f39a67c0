import type { Role } from '@pipescope/protocol';

/**
 * Whether a role may ask for anything. An owner may ask for all; a viewer for nothing yet: nothing gives that role to
 * anyone, and what it may see of stdin and of arguments is not decided.
 */
export function may(role: Role): boolean {
  return role === 'owner';
}
