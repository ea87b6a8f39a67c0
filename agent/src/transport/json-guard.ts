/** What a control message's JSON may hold. */
export interface JsonLimits {
  /** Nested arrays and objects. */
  readonly jsonDepth: number;
  /** Keys of one object. */
  readonly jsonKeys: number;
  /** Bytes of one string, as sent. */
  readonly jsonString: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COLON = 0x3a;

/**
 * Says in words what is wrong with the shape of `text`, or undefined when it may be parsed. Runs before JSON.parse,
 * so that a deep or wide message costs one pass over its bytes and nothing else, and finds what JSON.parse hides:
 * two keys of the same name. Whether the text is JSON at all is left to JSON.parse.
 */
export function jsonFault(text: Buffer, limits: JsonLimits): string | undefined {
  /** The keys of each open object; null for an array. */
  const open: (Set<string> | null)[] = [];
  let lastString = '';
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === QUOTE) {
      const end = stringEnd(text, at);
      if (end - at - 1 > limits.jsonString) return `a string is longer than ${limits.jsonString} bytes`;
      if (open.at(-1)) lastString = keyText(text, at, end);
      at = end;
    } else if (byte === OPEN_ARRAY || byte === OPEN_OBJECT) {
      if (open.length >= limits.jsonDepth) return `nested deeper than ${limits.jsonDepth}`;
      open.push(byte === OPEN_OBJECT ? new Set() : null);
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      open.pop();
    } else if (byte === COLON) {
      const keys = open.at(-1);
      if (keys?.has(lastString)) return 'an object has the same key twice';
      keys?.add(lastString);
      if (keys && keys.size > limits.jsonKeys) return `an object has more than ${limits.jsonKeys} keys`;
    }
  }
  return undefined;
}

/** Where the string that begins at `start` ends: its closing quote, or the end of the text. */
function stringEnd(text: Buffer, start: number): number {
  let end = start;
  do {
    end = text.indexOf(QUOTE, end + 1);
    if (end === -1) return text.length;
  } while (isEscaped(text, end));
  return end;
}

function isEscaped(text: Buffer, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
  return backslashes % 2 === 1;
}

/** Longest string that is looked at as a key, in bytes: longer ones are no key of any message. */
const MAX_KEY = 256;

/** The string between two quotes with its escapes resolved, so that `"\u006fp"` and `"op"` are one key. */
function keyText(text: Buffer, start: number, end: number): string {
  if (end - start > MAX_KEY) return '';
  const raw = text.toString('utf8', start + 1, end);
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
