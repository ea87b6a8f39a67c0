import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en/index.ts';
import { pseudo } from './pseudo.ts';

/** Name of a text of the interface. */
export type MessageId = keyof typeof en;

/** What a message's places are filled with. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** `en`, or `pseudo`: longer and accented, to see which texts are not messages and which places are too narrow. */
export type Locale = 'en' | 'pseudo';

/** What ICU MessageFormat gives a meaning; a text without it is itself. */
const SYNTAX = /[{}']/;

let locale: Locale = 'en';
const formats = new Map<MessageId, IntlMessageFormat | string>();

/** Chooses the language of every text drawn from now on. */
export function setLocale(chosen: Locale): void {
  locale = chosen;
  formats.clear();
}

/** Every message id there is. */
export const messageIds: readonly MessageId[] = Object.keys(en) as MessageId[];

/**
 * A text of the interface.
 *
 *     t('lane.more', { lines: 214 })   // "214 more lines"
 *
 * @param id names a message of `strings/en`, written in ICU MessageFormat; tags are plain text
 */
export function t(id: MessageId, values?: MessageValues): string {
  let format = formats.get(id);
  if (format === undefined) {
    const text = locale === 'pseudo' ? pseudo(en[id]) : en[id];
    // Most texts have no place to fill, and to parse one costs more than all the rest of drawing it.
    format = SYNTAX.test(text) ? new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }) : text;
    formats.set(id, format);
  }
  return typeof format === 'string' ? format : String(format.format(values));
}
