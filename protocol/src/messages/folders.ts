import * as v from 'valibot';

/** Longest path that is asked about, in UTF-16 units: Linux takes 4,096 bytes (PATH_MAX). */
export const FOLDER_PATH_LENGTH = 4_096;
/** Most names of one answer: more than a person looks through; typing on brings the others. */
export const FOLDER_NAMES = 200;
/** Longest name of one folder, in UTF-16 units: Linux gives 255 bytes (NAME_MAX). */
const NAME_LENGTH = 255;

/** A path as typed so far. */
export const folderPath = v.pipe(
  v.string(),
  v.maxLength(FOLDER_PATH_LENGTH),
  v.check((path) => !path.includes('\0'), 'Invalid path: Received a NUL character'),
);

/** Why a folder could not be looked into. `slow`: the file system did not answer in time. */
export const folderProblem = v.picklist(['missing', 'no-folder', 'denied', 'slow', 'other']);

/** Folders that a path may go on with. */
export const folderNames = v.object({
  /** The folder that was looked into, with the home folder in place of `~`. */
  folder: v.string(),
  /** Names in it, best match first; empty when there is a problem. */
  names: v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_LENGTH))), v.maxLength(FOLDER_NAMES)),
  /** True when there are, or may be, more than are named. */
  cut: v.boolean(),
  problem: v.nullable(
    v.object({
      kind: folderProblem,
      /** In words, as strerror(3) has them: `Permission denied`. */
      words: v.string(),
    }),
  ),
});
export type FolderNames = v.InferOutput<typeof folderNames>;
export type FolderProblem = v.InferOutput<typeof folderProblem>;
