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
  const show = values.json === true ? (each: Figure) => JSON.stringify(each) : row;
  const peer = await AsyncioPeer.start();
  try {
    if (values.json !== true) console.log(heading(peer.name));
    for (const [name, bench] of BENCHES) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      for (const each of await bench(peer)) console.log(show(each));
    }
  } finally {
    peer.close();
  }
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
