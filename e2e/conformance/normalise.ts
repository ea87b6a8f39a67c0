import { ScenarioError } from './scenario-format.ts';

/**
 * Replaces what differs from run to run in a byte result.
 * @param kinds `pid`, `cwd`, `sort-lines`, in the order to apply them.
 */
export function normalise(bytes: Uint8Array, kinds: readonly string[], pid: () => number, cwd: string): Uint8Array {
  if (kinds.length === 0) return bytes;
  // One character per byte, so that every byte string survives.
  let text = Buffer.from(bytes).toString('latin1');
  for (const kind of kinds) {
    if (kind === 'pid') text = text.replace(new RegExp(`(?<![0-9])${pid()}(?![0-9])`, 'g'), '<pid>');
    else if (kind === 'cwd') text = text.replaceAll(Buffer.from(cwd).toString('latin1'), '<cwd>');
    else if (kind === 'sort-lines') text = sortLines(text);
    else throw new ScenarioError(`cannot normalise "${kind}"`);
  }
  return Buffer.from(text, 'latin1');
}

/** Lines end with LF, CR or CR LF, as for Python's bytes.splitlines. */
function sortLines(text: string): string {
  const lines = text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];
  return lines.sort((a, b) => (a < b ? -1 : Number(a > b))).join('');
}
