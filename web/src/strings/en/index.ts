import { composer } from './composer.ts';
import { lane } from './lane.ts';
import { run } from './run.ts';
import { runEnd } from './run-end.ts';
import { runStart } from './run-start.ts';
import { shell } from './shell.ts';

/** Every text of the interface in English, by id. Patterns are ICU MessageFormat. */
export const en = { ...shell, ...composer, ...run, ...runEnd, ...runStart, ...lane } as const;
