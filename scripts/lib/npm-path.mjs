import { existsSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { Failure } from './say.mjs';

/**
 * The script of npm itself, to be run with this Node, so that neither a shell nor a changed PATH matters:
 * the npm that started us, else the one installed beside this Node, else the one in PATH.
 * @returns {string}
 */
export function npmPath() {
  const node = dirname(realpathSync(process.execPath));
  const inPath = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'npm'));
  const candidates = [
    process.env['npm_execpath'] ?? '',
    join(node, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(node, 'node_modules/npm/bin/npm-cli.js'),
    join(node, 'npm'),
    '/usr/share/nodejs/npm/bin/npm-cli.js',
    ...inPath,
  ];
  for (const candidate of candidates) {
    if (!existsSync(candidate)) continue;
    const script = realpathSync(candidate);
    // pnpm and yarn name themselves in npm_execpath too.
    if (script.endsWith('npm-cli.js')) return script;
  }
  throw new Failure(
    `npm was not found beside ${process.execPath} nor in PATH, and the packages of this checkout are not installed. ` +
      'Install npm 10 or newer (it comes with Node.js), then try again.',
  );
}
