// Writes docs/api.md from the declaration files of the last build: `node scripts/api-page.mjs`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiPage } from './lib/api-page.mjs';
import { build, isBuilt } from './lib/build.mjs';
import { ROOT } from './lib/paths.mjs';

if (!isBuilt('agent')) await build('agent');
mkdirSync(join(ROOT, 'docs'), { recursive: true });
writeFileSync(join(ROOT, 'docs/api.md'), apiPage());
