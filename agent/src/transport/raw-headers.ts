/**
 * The values of every header line called `name`, in order. Node's `headers` keeps only the first of some
 * duplicates and joins others, so a second `Host` or `Origin` shows only here.
 * @param rawHeaders names and values in turn, as `IncomingMessage.rawHeaders` has them
 * @param name in lower case
 */
export function headerLines(rawHeaders: readonly string[], name: string): string[] {
  const values: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() === name) values.push(rawHeaders[at + 1] ?? '');
  }
  return values;
}
