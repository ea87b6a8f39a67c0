import * as v from 'valibot';

/**
 * What the agent found when it looked after a failed start: facts that only its machine knows. Words are made of them
 * by whoever shows them. `file` is the path the system tried: the program as given when that has a slash, else where
 * PATH led. Paths that are not UTF-8 have U+FFFD in place of what is not.
 */
export const startHint = v.variant('kind', [
  v.object({
    kind: v.literal('not-found'),
    /** An executable in the folders that were searched whose name is at most two typing mistakes away. */
    suggestion: v.nullable(v.string()),
    /** Folders of PATH in the order searched; none for a program given with a slash. */
    lookedIn: v.array(v.string()),
  }),
  v.object({
    kind: v.literal('missing-interpreter'),
    file: v.string(),
    /** The path after `#!`, without a carriage return. */
    interpreter: v.string(),
    /** The line ends in CR LF and the system takes the CR for a part of the path. */
    windowsLineBreak: v.boolean(),
  }),
  v.object({
    kind: v.literal('missing-loader'),
    file: v.string(),
    /** The loader that the program names (`PT_INTERP` of elf(5)), which does not exist. */
    loader: v.string(),
  }),
  v.object({ kind: v.literal('folder'), file: v.string() }),
  v.object({
    kind: v.literal('no-execute-permission'),
    file: v.string(),
    /** The file belongs to the user that the child would have run as, so `chmod` would be allowed. */
    owned: v.boolean(),
    /** It begins as a script (`#!`) or as a program (ELF): to allow it to run may be what is missing. */
    program: v.boolean(),
  }),
  /** The system cannot run the file (ENOEXEC), and it does not begin with `#!`. */
  v.object({ kind: v.literal('no-interpreter-line'), file: v.string() }),
  v.object({
    kind: v.literal('too-many'),
    limit: v.picklist(['processes', 'open files']),
    /** The soft limit (getrlimit(2)) of the agent; null when that is not what was reached. */
    value: v.nullable(v.number()),
  }),
]);
export type StartHint = v.InferOutput<typeof startHint>;
