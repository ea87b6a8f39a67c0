const SECRET = /TOKEN|SECRET|PASSWORD|PASSWD|KEY|CREDENTIAL/i;

/** True for names of variables whose values are hidden on the page and never kept: `API_TOKEN`, `AWS_SECRET_KEY`. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}

const ASSIGNED =
  /(^|[\s;&|(`])((?:export\s+)?)([A-Za-z_][A-Za-z0-9_]*)=('[^']*'|"(?:\\.|[^"\\])*"|(?:\\.|[^\s;&|()'"`\\])+)/g;

/** A shell line in which the values given to secret-looking names are left out: `API_TOKEN=` stays, its value goes. */
export function withoutSecrets(command: string): string {
  return command.replace(ASSIGNED, (all: string, before: string, word: string, name: string) =>
    isSecretName(name) ? `${before}${word}${name}=` : all,
  );
}
