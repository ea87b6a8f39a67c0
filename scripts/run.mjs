#!/usr/bin/env node
// The one entry of every command of this workspace: `node scripts/run.mjs NAME [ARGS]`.
// It works in a fresh clone, so it and all it imports use nothing but Node's own modules. This file keeps to
// old syntax and imports nothing at the top: an old Node must get as far as the sentence below.

const LOWEST = { major: 20, minor: 19 };
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < LOWEST.major || (major === LOWEST.major && minor < LOWEST.minor)) {
  console.error(
    `pipescope needs Node.js ${LOWEST.major}.${LOWEST.minor} or newer; this is ${process.versions.node} (${process.execPath}). ` +
      'Install a newer one from https://nodejs.org or your package manager, then try again.',
  );
  process.exit(1);
}

void import('./lib/main.mjs').then(({ main }) => main(process.argv.slice(2)));
