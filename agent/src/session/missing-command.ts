import type { MissingCommand } from '@pipescope/protocol';
import type { SpawnRequest } from '@pipescope/protocol/process';
import { lookAround } from './file-look.ts';
import { nearestProgram } from './nearest-program.ts';
import { osBytes } from './os-string.ts';
import { pathFolders } from './path-folders.ts';

/** The exit code with which a shell says that it did not find a command (POSIX, "Exit Status for Commands"). */
export const NOT_FOUND_CODE = 127;
/** Bytes at the end of the errors in which the shell's last line is looked for. */
export const COMPLAINT_BYTES = 1024;

const SHELLS = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash', 'busybox']);
/** `sh: 1: foo: not found` of dash, busybox and ksh, `bash: line 1: foo: command not found`; with `exec` before it too. */
const AFTER_NAME = /^(.+?): (?:(?:line )?\d+: )?(?:(?:exec|eval): )?([^\s:]+): (?:command )?not found$/;
/** `zsh:1: command not found: foo`. */
const AT_END = /^(zsh):(?:\d+:)? command not found: ([^\s:]+)$/;

/**
 * Which command a shell did not find, and the program that was most likely meant. Nothing is guessed: the last line of
 * what the child wrote must be the complaint of a shell, else this is null.
 * @param written the end of its stderr, complete
 */
export async function missingCommand(
  request: Pick<SpawnRequest, 'argv' | 'cwd' | 'env'>,
  written: Buffer,
): Promise<MissingCommand | null> {
  const lines = written.toString().trimEnd().split('\n');
  const found = AFTER_NAME.exec(lines.at(-1) ?? '') ?? AT_END.exec(lines.at(-1) ?? '');
  if (found === null) return null;
  const [, speaker = '', command = ''] = found;
  if (!isShell(speaker, request.argv) || command.includes('\ufffd')) return null;
  return { command, suggestion: await lookAround((look) => nearestProgram(command, pathFolders(request), look)) };
}

/** A shell calls itself by its own name, or by the name of the script it runs. */
function isShell(speaker: string, argv: SpawnRequest['argv']): boolean {
  const name = baseName(speaker);
  return SHELLS.has(name) || argv.slice(0, 2).some((argument) => baseName(osBytes(argument).toString()) === name);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
