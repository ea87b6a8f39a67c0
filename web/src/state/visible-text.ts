/**
 * Text on one line with nothing in it that cannot be seen: line breaks and tabs are spaces, other control characters
 * and those that turn the writing direction are escapes as a shell's `$'…'` writes them.
 */
export function visibleText(text: string): string {
  return text.replaceAll(/[\n\t]+/g, ' ').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (char) => {
    const code = char.codePointAt(0) ?? 0;
    const digits = code.toString(16);
    if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
    return code < 0x1_0000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
  });
}
