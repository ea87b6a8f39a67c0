#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = new URL('../dist/cli/main.js', import.meta.url);
if (existsSync(fileURLToPath(built))) {
  await import(built.href);
} else {
  process.stderr.write(
    'pipescope: it is not built yet. Run npm start in its folder once, which builds and starts it.\n',
  );
  process.exitCode = 1;
}
