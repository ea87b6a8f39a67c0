import { type Draft, EMPTY_DRAFT, type EnvChange } from './draft.ts';
import { isSecretName, withoutSecrets } from './draft-secrets.ts';

/** A draft as it may be kept in the browser: values of secret-looking variables are gone, their names stay. */
export function keepable(draft: Draft): Draft {
  return {
    ...draft,
    argv: draft.argv.map(withoutSecrets),
    command: withoutSecrets(draft.command),
    env: draft.env.filter(({ name, value }) => name !== '' || value !== '').map(keepableRow),
  };
}

function keepableRow(row: EnvChange): EnvChange {
  if (row.name === '') return { ...row, value: '' };
  if (!isSecretName(row.name) || row.remove || row.value === '') return row;
  return { ...row, value: '', unknown: true };
}

const CHOICES: { readonly [Name in keyof Draft]?: readonly Draft[Name][] } = {
  form: ['exec', 'shell'],
  stdin: ['pipe', 'devnull'],
  stdout: ['pipe', 'devnull'],
  stderr: ['pipe', 'stdout', 'devnull'],
  consumer: ['follow', 'step', 'paused'],
};

function isEnvChange(value: unknown): value is EnvChange {
  const row = value as Partial<EnvChange> | null;
  return (
    typeof row === 'object' &&
    row !== null &&
    typeof row.name === 'string' &&
    typeof row.value === 'string' &&
    typeof row.remove === 'boolean' &&
    (row.unknown === undefined || typeof row.unknown === 'boolean')
  );
}

/** Reads a kept draft. What is missing or of another kind is as in an empty one; null when it is no draft at all. */
export function readDraft(kept: unknown): Draft | null {
  if (typeof kept !== 'object' || kept === null) return null;
  const from = kept as Readonly<Record<string, unknown>>;
  const draft: Record<string, unknown> = { ...EMPTY_DRAFT };
  for (const [name, usual] of Object.entries(EMPTY_DRAFT)) {
    const value = from[name];
    const allowed = CHOICES[name as keyof Draft] as readonly unknown[] | undefined;
    if (name === 'argv') {
      if (Array.isArray(value) && value.every((arg) => typeof arg === 'string')) draft[name] = value;
    } else if (name === 'env') {
      if (Array.isArray(value) && value.every(isEnvChange)) draft[name] = value;
    } else if (allowed === undefined ? typeof value === typeof usual : allowed.includes(value)) draft[name] = value;
  }
  return draft as unknown as Draft;
}
