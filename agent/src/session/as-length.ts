const ASTERISK = 0x2a;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

/**
 * What the record keeps of keys that the terminal did not show, which may be a password: how many there were, as
 * asterisks, and where lines end.
 */
export function asLength(keys: Uint8Array): Uint8Array {
  return keys.map((key) => (key === NEWLINE || key === RETURN ? key : ASTERISK));
}
