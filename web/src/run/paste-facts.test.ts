import { describe, expect, it } from 'vitest';
import { pasteFacts } from './paste-facts.ts';

const of = (text: string) => pasteFacts(new TextEncoder().encode(text));

describe('what is said of a paste', () => {
  it('counts its bytes and the lines begun', () => {
    expect(of('é\nb\n')).toEqual({ bytes: 5, lines: 2, endsWithNewline: true, first: 'é\nb\n', more: false });
    expect(of('a\nb')).toMatchObject({ bytes: 3, lines: 2, endsWithNewline: false, more: false });
    expect(of('')).toMatchObject({ bytes: 0, lines: 0, more: false });
  });

  it('shows the first lines, and of a long one its beginning, without half a character', () => {
    expect(of('1\n2\n3\n4\n5\n6\n7\n8\n')).toMatchObject({ first: '1\n2\n3\n4\n5\n6', more: true });
    const long = of(`x${'é'.repeat(5_000)}`);
    expect(long.first).toBe(`x${'é'.repeat(1_023)}`);
    expect(long.more).toBe(true);
  });
});
