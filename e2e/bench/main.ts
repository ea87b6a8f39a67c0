import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AsyncioPeer } from './asyncio-peer.ts';
import { benchCommunicate } from './communicate.ts';
import { benchEcho } from './echo.ts';
import type { Figure } from './figure.ts';
import { benchLines } from './lines.ts';
import { benchRead64k } from './read64k.ts';
import { benchSpawn } from './spawn.ts';
import { benchSpawnBig } from './spawn-big.ts';
import { benchWire } from './wire.ts';

const BENCHES = new Map<string, (peer: AsyncioPeer) => Promise<Figure[]>>([
  ['spawn', benchSpawn],
  ['spawn-big', benchSpawnBig],
  ['lines', benchLines],
  ['echo', benchEcho],
  ['read64k', benchRead64k],
  ['communicate', benchCommunicate],
  ['wire', benchWire],
]);

/**
 * `npm run -s bench -- [NAME...] [--json]`: each named bench beside CPython's asyncio in the same run. Exit status 2
 * for wrong use, 1 when the contents of both sides differ; a missed goal is said, and is no error.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });
  const unknown = positionals.find((name) => !BENCHES.has(name));
  if (unknown !== undefined) {
    console.error(`There is no bench "${unknown}"; there are ${[...BENCHES.keys()].join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  const names = [...BENCHES.keys()].filter((name) => positionals.length === 0 || positionals.includes(name));
  const show = shower(values.json === true);
  const [only = ''] = names;
  if (names.length === 1) await runHere(only, show);
  else for (const name of names) await runApart(name, show);
}

type Show = (figure: Figure) => void;

/** Prints figures, the first one below the heading. */
function shower(json: boolean): Show {
  let headed = json;
  return (figure) => {
    if (!headed) console.log(heading(figure.peer));
    headed = true;
    console.log(json ? JSON.stringify(figure) : row(figure));
  };
}

async function runHere(name: string, show: Show): Promise<void> {
  const peer = await AsyncioPeer.start();
  try {
    for (const each of (await BENCHES.get(name)?.(peer)) ?? []) show(each);
  } finally {
    peer.close();
  }
}

/** In fresh processes, ours and the peer's: what one bench leaves on a heap would slow down the next. */
async function runApart(name: string, show: Show): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), name, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) show(JSON.parse(line) as Figure);
  const [code] = (await ended) as [number | null];
  if (code !== 0) process.exitCode = 1;
}

function heading(peer: string): string {
  return `${'figure'.padEnd(24)}${'pipescope'.padStart(14)}${peer.padStart(26)}  ${'unit'.padEnd(13)}ratio   goal`;
}

function row({ name, unit, value, peerValue, ratio, goal, ok }: Figure): string {
  const number = (n: number) => Math.round(n).toLocaleString('en');
  const verdict = ok ? '' : '  missed';
  return `${name.padEnd(24)}${number(value).padStart(14)}${number(peerValue).padStart(26)}  ${unit.padEnd(13)}${ratio.toFixed(2).padEnd(8)}${goal}${verdict}`;
}

await main();
