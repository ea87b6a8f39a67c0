import { COMMANDS } from './commands.mjs';
import { nearest } from './nearest.mjs';
import { restoreEnvironment } from './original-environment.mjs';
import { prepare } from './prepare.mjs';
import { Failure, say } from './say.mjs';

/**
 * Runs one command: prepares the checkout for it, then hands over. Sets the exit status; 2 is wrong use.
 * @param {readonly string[]} args name of the command, then its arguments
 */
export async function main([name = '', ...rest]) {
  const command = COMMANDS.get(name);
  if (command === undefined) {
    console.error(unknownCommand(name));
    process.exitCode = 2;
    return;
  }
  try {
    await prepare(command.needs);
    restoreEnvironment(name);
    await command.run(rest);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}

/** @param {string} name */
function unknownCommand(name) {
  const guess = nearest(name, [...COMMANDS.keys()]);
  const problem =
    name === ''
      ? 'Name a command'
      : `There is no command "${name}"${guess === null ? '' : `; did you mean "${guess}"?`}`;
  const list = [...COMMANDS].map(([key, { about }]) => `  ${key.padEnd(12)} ${about}`);
  return [`${problem}${name === '' || guess === null ? ':' : ' All commands:'}`, ...list].join('\n');
}
