import { expect, test } from 'vitest';
import { parseChoices, USUAL_CHOICES } from './preferences.ts';

test('what was kept comes back', () => {
  const kept = { ...USUAL_CHOICES, theme: 'light', wrap: true, railWidth: 300 } as const;
  expect(parseChoices(JSON.stringify(kept))).toEqual(kept);
});

test.each([null, '', 'null', '7', '[]', '{"theme":"pink","wrap":"yes","railWidth":"wide","unknown":1}'])(
  '%s is read as the usual choices',
  (text) => {
    expect(parseChoices(text)).toEqual(USUAL_CHOICES);
  },
);

test('one bad choice does not cost the others', () => {
  expect(parseChoices('{"theme":"pink","singleKeys":false}')).toEqual({ ...USUAL_CHOICES, singleKeys: false });
});
