import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { npmPath } from './lib/npm-path.mjs';
import { ROOT } from './lib/paths.mjs';

const folder = mkdtempSync(join(tmpdir(), 'pipescope environment '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PRINTER = `
import { restoreEnvironment } from ${JSON.stringify(pathToFileURL(join(ROOT, 'scripts/lib/original-environment.mjs')).href)};
restoreEnvironment('start');
console.log(JSON.stringify(process.env));
`;

test.runIf(process.platform === 'linux')(
  'a command started by npm gets the environment npm was started with',
  async () => {
    writeFileSync(join(folder, 'print.mjs'), PRINTER);
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: 'node print.mjs' } }));
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, ODD: 'a=b\nc', npm_config_audit: 'false' };
    const child = spawn(process.execPath, [npmPath(), 'start', '--silent'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(JSON.parse(await text(child.stdout))).toEqual(env);
  },
);
