import { html, type TemplateResult } from 'lit';

/** Words in which backquotes mark code, drawn as text and `<code>`. */
export function drawWords(words: string): TemplateResult {
  return html`${words.split('`').map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`))}`;
}

/** Words in which numbers are elements of class `n`, so that they stand out from what they count. */
export function drawFigures(words: string): TemplateResult {
  return html`${words
    .split(/(\p{Nd}[\p{Nd}.,]*(?<=\p{Nd}))/u)
    .map((part, index) => (index % 2 === 0 ? part : html`<span class="n">${part}</span>`))}`;
}

/** The same words for a screen reader or a title. */
export function plainWords(words: string): string {
  return words.replaceAll('`', '');
}
