/** Texts of run, by id `run.…`. */
export const run = {
  'run.name': 'run',
} as const;
