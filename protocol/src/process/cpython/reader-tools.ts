import { INSPECT } from '../../base/inspect.ts';
import { decodeUtf8, encodeUtf8 } from '../../base/utf8.ts';
import { DEFAULT_LIMIT, StreamReader } from '../stream-reader.ts';

/** Text as bytes. For tests. */
export const bytes = (text: string): Uint8Array => encodeUtf8(text);

/** Bytes as text. For tests. */
export const text = (data: Uint8Array): string => decodeUtf8(data);

/** A reader without a pipe that has been fed these chunks. For tests. */
export function readerOf(chunks: readonly string[] = [], limit: number = DEFAULT_LIMIT): StreamReader {
  const reader = new StreamReader(limit);
  feed(reader, ...chunks);
  return reader;
}

/** Feeds chunks one after the other. For tests. */
export function feed(reader: StreamReader, ...chunks: string[]): void {
  for (const chunk of chunks) reader.feedData(bytes(chunk));
}

/** What is buffered, which it takes out: CPython's tests look at `_buffer`. For tests. */
export async function buffered(reader: StreamReader): Promise<string> {
  const size = /(\d+) bytes/.exec(reader[INSPECT]())?.[1];
  return size === undefined ? '' : text(await reader.readexactly(Number(size)));
}

/** The error of a promise that is to reject. For tests. */
export function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('it was expected to fail');
    },
    (error: unknown) => error,
  );
}
