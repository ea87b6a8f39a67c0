const ANYWHERE = '|&;<>()$`\\"\'*?[\n';
const AT_START = '~#';

/** A stretch of an argument; `special` when a shell would act on it. */
export interface Stretch {
  readonly text: string;
  readonly special: boolean;
}

/** Cuts an argument into what a shell would leave alone and what it would act on. Spaces are not counted. */
export function markSpecial(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  [...text].forEach((char, index) => {
    const special = ANYWHERE.includes(char) || (index === 0 && AT_START.includes(char));
    const last = stretches.at(-1);
    if (last?.special === special) stretches[stretches.length - 1] = { text: last.text + char, special };
    else stretches.push({ text: char, special });
  });
  return stretches;
}

/** The characters a shell would act on, each once, in order. */
export function specialCharacters(text: string): string[] {
  const found = markSpecial(text)
    .filter(({ special }) => special)
    .flatMap(({ text: run }) => [...run]);
  return [...new Set(found)];
}
