import { DEFAULT_LIMITS } from '../recording/limits.ts';
import { DEFAULT_TRANSPORT_LIMITS, type TransportLimits } from '../transport/limits.ts';
import { CommandError, EXIT } from './exit-code.ts';
import { nearest } from './nearest.ts';

/** What `--limit` changes, by the part of the agent it belongs to. */
export interface LimitOptions {
  readonly transport: TransportLimits;
  /** Only those that differ from the defaults. */
  readonly hub: Readonly<Record<string, number>>;
}

/**
 * Sorts the limits of a command line.
 * @throws CommandError for a name that is none, or for 0, which would stop the agent
 */
export function limitOptions(changes: Readonly<Record<string, number>>): LimitOptions {
  const known = [...Object.keys(DEFAULT_TRANSPORT_LIMITS), ...Object.keys(DEFAULT_LIMITS)];
  const hub: Record<string, number> = {};
  const transport: Record<string, number> = {};
  for (const [name, value] of Object.entries(changes)) {
    if (!known.includes(name)) throw unknownLimit(name, known);
    if (value === 0) throw new CommandError(`The limit ${name} must be above 0`, EXIT.usage);
    (Object.hasOwn(DEFAULT_LIMITS, name) ? hub : transport)[name] = value;
  }
  return { hub, transport: { ...DEFAULT_TRANSPORT_LIMITS, ...transport } };
}

/** Every limit with its default, a line each, by name. */
export function limitList(): string {
  const all = Object.entries({ ...DEFAULT_TRANSPORT_LIMITS, ...DEFAULT_LIMITS });
  return all
    .map(([name, value]) => `${name}=${value}\n`)
    .sort()
    .join('');
}

function unknownLimit(name: string, known: readonly string[]): CommandError {
  const near = nearest(name, known);
  const hint = near === undefined ? '' : `Did you mean ${near}? `;
  return new CommandError(`There is no limit "${name}". ${hint}pipescope --limit list names them all`, EXIT.usage);
}
