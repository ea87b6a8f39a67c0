import { CommandError, EXIT } from './exit-code.ts';
import { type Command, HELP, parseCommand } from './options.ts';
import { packageVersion } from './package-version.ts';

/** Errors whose message says all there is to say; by name, so that what throws them need not be loaded. */
const PLAIN_ERRORS = new Set(['CommandError', 'StateDirError', 'LibcUnavailableError']);

/**
 * Runs a command line and sets the exit status. Failures people can do something about are one sentence.
 * @param args without the program's name
 */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  try {
    await run(parseCommand(args), args);
  } catch (error) {
    if (!isForPeople(error)) throw error;
    process.stderr.write(`pipescope: ${error.message}${/[.?]$/.test(error.message) ? '' : '.'}\n`);
    process.exitCode = error instanceof CommandError ? error.exitCode : EXIT.failed;
  }
}

/** Loads only what the command needs: a link should not wait for the native library. */
async function run(command: Command, args: readonly string[]): Promise<void> {
  switch (command.name) {
    case 'help':
      process.stdout.write(HELP);
      return;
    case 'version':
      process.stdout.write(`${packageVersion()}\n`);
      return;
    case 'limits':
      process.stdout.write((await import('./limit-options.ts')).limitList());
      return;
    case 'start':
      return (await import('./start.ts')).runStart(command.options, args);
    case 'agent':
      return (await import('./agent.ts')).runAgent(command.options);
    case 'link':
      return (await import('./link.ts')).runLink(command.stateDir, command.json);
    case 'ls':
      return (await import('./ls.ts')).runLs(command.stateDir, command.json);
    case 'stop':
      return (await import('./stop.ts')).runStop(command.stateDir);
  }
}

function isForPeople(error: unknown): error is Error {
  return error instanceof Error && PLAIN_ERRORS.has(error.name);
}
