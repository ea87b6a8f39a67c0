import { describe, expect, it } from 'vitest';
import { MemoryReadEnd, MemoryTransport, MemoryWriteEnd } from './memory-transport.ts';
import { Process } from './process.ts';
import { hasParentEnd, terminalReader } from './terminal.ts';
import { WriteTransport } from './write-transport.ts';

const ascii = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

describe('the reader of a terminal', () => {
  it('is stdout, and stderr only when stdout is something else', () => {
    expect(terminalReader({ stdout: 'pty', stderr: 'pty' })).toBe('stdout');
    expect(terminalReader({ stdout: 'pipe', stderr: 'pty' })).toBe('stderr');
    expect(terminalReader({ stdout: 'pty', stderr: 'stdout' })).toBe('stdout');
    expect(terminalReader({ stdout: 'pipe', stderr: 'pipe' })).toBe(null);
  });

  it('leaves the parent no second end of what the terminal shows', () => {
    const targets = { stdin: 'pty', stdout: 'pty', stderr: 'pty' } as const;
    expect(hasParentEnd('stdin', targets)).toBe(true);
    expect(hasParentEnd('stdout', targets)).toBe(true);
    expect(hasParentEnd('stderr', targets)).toBe(false);
    expect(hasParentEnd('stderr', { ...targets, stdout: 'devnull' })).toBe(true);
    expect(hasParentEnd('stderr', { ...targets, stderr: 'pipe' })).toBe(true);
  });
});

describe('the end of input on a terminal', () => {
  it.each([
    ['at first', '', '\x04'],
    ['after a line', 'a\n', '\x04'],
    ['after a return', 'a\r', '\x04'],
    ['within a line', 'a\nb', '\x04\x04'],
    ['after ^C', 'ab\x03', '\x04'],
  ])('is ^D %s', (_, typed, eof) => {
    const end = new MemoryWriteEnd(100, true);
    const transport = new WriteTransport(end);
    transport.write(ascii(typed));
    transport.writeEof();
    expect(Buffer.from(end.written).toString('latin1')).toBe(typed + eof);
    expect(transport.isClosing()).toBe(false);
    transport.writeEof();
    expect(Buffer.from(end.written).toString('latin1')).toBe(`${typed}${eof}\x04`);
  });

  it('is said by communicate, which then closes', async () => {
    const stdin = new MemoryWriteEnd(100, true);
    const stdout = new MemoryReadEnd();
    const transport = new MemoryTransport({ stdin, stdout });
    const process = new Process(transport, 100);
    const result = process.communicate(ascii('ab'));
    stdout.end();
    transport.exit(0);
    expect(await result).toEqual([new Uint8Array(0), null]);
    expect(stdin.written).toEqual([0x61, 0x62, 4, 4]);
    expect(stdin.closed).toBe(true);
  });
});

it('a size that cannot be is refused before anyone hears of it', () => {
  const transport = new MemoryTransport();
  const process = new Process(transport, 100);
  process.resize(132, 43);
  expect(() => process.resize(0, 24)).toThrow('columns must be a whole number from 1 to 65535, got 0');
  expect(() => process.resize(80, 24.5)).toThrow('rows');
  expect(transport.sizes).toEqual([[132, 43]]);
});
