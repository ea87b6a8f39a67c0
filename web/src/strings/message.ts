import { IntlMessageFormat } from 'intl-messageformat';
import { en } from './en/index.ts';
import { pseudo } from './pseudo.ts';

/** Name of a text of the interface. */
export type MessageId = keyof typeof en;

/** What a message's places are filled with. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** `en`, or `pseudo`: longer and accented, to see which texts are not messages and which places are too narrow. */
export type Locale = 'en' | 'pseudo';

let locale: Locale = 'en';
const formats = new Map<MessageId, IntlMessageFormat>();

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
    const text = en[id];
    format = new IntlMessageFormat(locale === 'pseudo' ? pseudo(text) : text, 'en', undefined, { ignoreTag: true });
    formats.set(id, format);
  }
  return String(format.format(values));
}
