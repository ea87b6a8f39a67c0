import { homedir } from 'node:os';
import { join } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError, EXIT } from './exit-code.ts';
import { nearest } from './nearest.ts';

/** The port when none is named. */
export const DEFAULT_PORT = 7777;

/** What `start` was asked to do. */
export interface StartOptions {
  /** Undefined: the default port, or the next one that is free. */
  readonly port: number | undefined;
  /** `unix:PATH` or an address; undefined: loopback. */
  readonly listen: string | undefined;
  readonly tlsCert: string | undefined;
  readonly tlsKey: string | undefined;
  readonly publicHosts: readonly string[];
  readonly background: boolean;
  /** Whether a browser may be opened. */
  readonly open: boolean;
  readonly stateDir: string;
  readonly limits: Readonly<Record<string, number>>;
  readonly json: boolean;
}

/** A command line, understood. */
export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'version' }
  | { readonly name: 'limits' }
  | { readonly name: 'start' | 'agent'; readonly options: StartOptions }
  | { readonly name: 'link' | 'ls' | 'stop'; readonly stateDir: string; readonly json: boolean };

type OptionsConfig = NonNullable<ParseArgsConfig['options']>;

const COMMON = {
  'state-dir': { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} satisfies OptionsConfig;

const START = {
  ...COMMON,
  port: { type: 'string', short: 'p' },
  listen: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'public-host': { type: 'string', multiple: true },
  background: { type: 'boolean' },
  'no-open': { type: 'boolean' },
  limit: { type: 'string', multiple: true },
} satisfies OptionsConfig;

/** `--limit list` prints them all. */
const LIST = 'list';
const COMPANIONS = ['link', 'ls', 'stop'] as const;
const LATER = ['run', 'why'];
const COMMANDS = ['start', ...COMPANIONS];

/** What `--help` prints. */
export const HELP = `Usage: pipescope [start] [OPTIONS]     start an agent and print the link to its page
       pipescope link | ls | stop      talk to the agent that runs

Options of start:
  --port N             port on loopback (default ${DEFAULT_PORT}, else the next free one; 0: any)
  --listen unix:PATH   listen on a Unix socket instead, to be forwarded by ssh -L
  --listen ADDRESS     listen on another address; needs TLS and --public-host
  --tls-cert FILE      certificate chain, PEM
  --tls-key FILE       its private key, PEM
  --public-host NAME   a further name (or NAME:PORT) under which browsers reach the agent
  --background         run without a terminal; end it with pipescope stop
  --no-open            do not open a browser
  --limit NAME=N       change a limit; may be repeated
  --limit list         print every limit with its default
Options of all commands:
  --state-dir DIR      where the agent keeps its key and files (default ~/.local/state/pipescope)
  --json               print JSON instead of words
  --help, --version
`;

/**
 * Understands a command line.
 * @param args without the program's name
 * @throws CommandError with a sentence that says what was meant
 */
export function parseCommand(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Command {
  const [first = ''] = args;
  const isNamed = first !== '' && !first.startsWith('-');
  const name = isNamed ? first : 'start';
  const rest = isNamed ? args.slice(1) : args;
  if (LATER.includes(name)) {
    throw new CommandError(`pipescope ${name} is not part of this version yet. Start the command from the page`);
  }
  const companion = COMPANIONS.find((word) => word === name);
  if (companion === undefined && name !== 'start' && name !== 'agent') {
    throw new CommandError(withSuggestion(`There is no command "${name}"`, name, COMMANDS), EXIT.usage);
  }
  const values = parseValues(rest, companion === undefined ? START : COMMON, name);
  if (values.help) return { name: 'help' };
  if (values.version) return { name: 'version' };
  if (values.limit?.includes(LIST)) return { name: 'limits' };
  if (companion === undefined)
    return { name: name === 'agent' ? 'agent' : 'start', options: startOptions(values, env) };
  return { name: companion, stateDir: stateDir(values, env), json: values.json ?? false };
}

/** Values as parseArgs gives them; the companions have some of them only. */
interface Values {
  readonly port?: string;
  readonly listen?: string;
  readonly 'tls-cert'?: string;
  readonly 'tls-key'?: string;
  readonly 'public-host'?: string[];
  readonly background?: boolean;
  readonly 'no-open'?: boolean;
  readonly limit?: string[];
  readonly 'state-dir'?: string;
  readonly json?: boolean;
  readonly help?: boolean;
  readonly version?: boolean;
}

function parseValues(args: readonly string[], options: OptionsConfig, command: string): Values {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values as Values;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') throw unknownOption(args, options, command);
    const [sentence = message] = message.split(/\.(?:\s|$)/);
    throw new CommandError(`${sentence}. See pipescope --help`, EXIT.usage);
  }
}

function unknownOption(args: readonly string[], options: OptionsConfig, command: string): CommandError {
  const names = Object.keys(options);
  const shorts = Object.values(options).map((option) => `-${option.short}`);
  const isUnknown = (word: string): boolean =>
    word.startsWith('--') ? !names.includes(word.slice(2)) : word.startsWith('-') && !shorts.includes(word.slice(0, 2));
  const word = args.map((argument) => argument.split('=', 1)[0] ?? '').find(isUnknown) ?? args[0] ?? '';
  if (isOptionOfStart(word)) {
    return new CommandError(`${word} is an option of start, not of ${command}. See pipescope --help`, EXIT.usage);
  }
  return new CommandError(
    withSuggestion(
      `There is no option "${word}"`,
      word,
      names.map((name) => `--${name}`),
    ),
    EXIT.usage,
  );
}

function isOptionOfStart(word: string): boolean {
  return Object.entries(START).some(
    ([name, option]) => word === `--${name}` || ('short' in option && word.slice(0, 2) === `-${option.short}`),
  );
}

function withSuggestion(sentence: string, typed: string, words: readonly string[]): string {
  const near = nearest(typed, words);
  return near === undefined ? `${sentence}. See pipescope --help` : `${sentence}. Did you mean ${near}?`;
}

function startOptions(values: Values, env: NodeJS.ProcessEnv): StartOptions {
  return {
    port: values.port === undefined ? undefined : portNumber(values.port),
    listen: values.listen,
    tlsCert: values['tls-cert'],
    tlsKey: values['tls-key'],
    publicHosts: (values['public-host'] ?? []).map(publicHost),
    background: values.background ?? false,
    open: !(values['no-open'] ?? false),
    stateDir: stateDir(values, env),
    limits: Object.fromEntries((values.limit ?? []).map(limit)),
    json: values.json ?? false,
  };
}

/** The options that only a start decides, as they are written: an agent that runs already keeps its own. */
export function settingsOf(options: StartOptions): string[] {
  const given: Record<string, boolean> = {
    '--port': options.port !== undefined,
    '--listen': options.listen !== undefined,
    '--tls-cert': options.tlsCert !== undefined,
    '--tls-key': options.tlsKey !== undefined,
    '--public-host': options.publicHosts.length > 0,
    '--limit': Object.keys(options.limits).length > 0,
  };
  return Object.keys(given).filter((name) => given[name]);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new CommandError(`--port takes a number from 0 to 65535, not "${text}"`, EXIT.usage);
  }
  return port;
}

function publicHost(text: string): string {
  if (/^[a-z0-9.-]+(?::[1-9][0-9]{0,4})?$/.test(text)) return text;
  const words = 'a host name in lower case, with :PORT if browsers see another port';
  throw new CommandError(`--public-host takes ${words}, not "${text}"`, EXIT.usage);
}

function limit(text: string): [string, number] {
  const [, name = '', number = ''] = /^([A-Za-z]+)=(\d+)$/.exec(text) ?? [];
  if (name === '' || !Number.isSafeInteger(Number(number))) {
    throw new CommandError(`--limit takes NAME=N with a whole number, not "${text}"`, EXIT.usage);
  }
  return [name, Number(number)];
}

function stateDir(values: Values, env: NodeJS.ProcessEnv): string {
  if (values['state-dir'] !== undefined) return values['state-dir'];
  const { XDG_STATE_HOME: base } = env;
  // The XDG specification has relative paths ignored.
  return join(base?.startsWith('/') ? base : join(homedir(), '.local', 'state'), 'pipescope');
}
