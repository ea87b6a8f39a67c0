// Ports of Lib/test/test_asyncio/test_streams.py: exceptions, debug text, and errors as data.
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { fromErrorRecord, toErrorRecord } from '../error-record.ts';
import { CancelledError, IncompleteReadError, LimitOverrunError, RuntimeError, ValueError } from '../errors.ts';
import { MemoryReadEnd } from '../memory-transport.ts';
import { StreamReader } from '../stream-reader.ts';
import { bytes, failureOf, readerOf } from './reader-tools.ts';

describe('exceptions', () => {
  it('T80 can be asked for', () => {
    const reader = readerOf();
    expect(reader.exception()).toBeNull();
    const error = new ValueError('set');
    reader.setException(error);
    expect(reader.exception()).toBe(error);
  });

  it('T81 reject the read that waits when they are set', async () => {
    const reader = readerOf();
    const reading = failureOf(reader.readline());
    reader.setException(new ValueError('set'));
    expect(await reading).toBeInstanceOf(ValueError);
  });

  it('T82 may be set after a read was cancelled, which then waits no more', async () => {
    const reader = readerOf();
    const cancel = new AbortController();
    const reading = failureOf(reader.readline({ signal: cancel.signal }));
    cancel.abort();
    expect(await reading).toBeInstanceOf(CancelledError);
    reader.setException(new RuntimeError('message'));
    expect(inspect(reader)).not.toContain('waiter');
  });
});

describe('debug text', () => {
  it('T95 is the class alone when nothing is unusual', () => {
    expect(inspect(readerOf())).toBe('<StreamReader>');
  });

  it('T96 shows a limit that is not the default', () => {
    expect(inspect(readerOf([], 123))).toBe('<StreamReader limit=123>');
  });

  it('T97 shows the end', () => {
    const reader = readerOf();
    reader.feedEof();
    expect(inspect(reader)).toBe('<StreamReader eof>');
  });

  it('T98 shows how many bytes are buffered', () => {
    expect(inspect(readerOf(['data']))).toBe('<StreamReader 4 bytes>');
  });

  it('T99 shows an exception', () => {
    const reader = readerOf();
    reader.setException(new RuntimeError('set'));
    expect(inspect(reader)).toBe('<StreamReader exception=RuntimeError>');
  });

  it('T100 shows a read that waits, as long as it does', async () => {
    const reader = readerOf();
    const reading = reader.read(1);
    expect(inspect(reader)).toBe('<StreamReader waiter>');
    reader.feedData(bytes('x'));
    await reading;
    expect(inspect(reader)).toBe('<StreamReader>');
  });

  it('T101 shows that there is a transport', () => {
    const reader = new StreamReader();
    reader.setTransport(new MemoryReadEnd());
    expect(inspect(reader)).toBe('<StreamReader transport>');
  });
});

describe('an error that has travelled as data', () => {
  const travelled = (error: Error): Error => fromErrorRecord(toErrorRecord(error));

  it('T102 is an IncompleteReadError of the same message, partial and expected', () => {
    for (const expected of [10, null]) {
      const error = new IncompleteReadError(bytes('abc'), expected);
      const copy = travelled(error);
      expect(copy).toBeInstanceOf(IncompleteReadError);
      expect(copy).toMatchObject({ message: error.message, partial: error.partial, expected });
    }
  });

  it('T103 is a LimitOverrunError of the same message and consumed', () => {
    const copy = travelled(new LimitOverrunError('message', 10));
    expect(copy).toBeInstanceOf(LimitOverrunError);
    expect(copy).toMatchObject({ message: 'message', consumed: 10 });
  });
});
