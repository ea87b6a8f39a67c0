import { userInfo } from 'node:os';
import { styleText } from 'node:util';
import type { ReadyLine } from './channel.ts';
import type { StartOptions } from './options.ts';
import { packageVersion } from './package-version.ts';
import { sshForwardLine } from './ssh-hint.ts';

/** Prints how to get in: words, or one JSON line for a program. */
export function announce(ready: ReadyLine, options: StartOptions): void {
  process.stdout.write(options.json ? `${JSON.stringify(ready)}\n` : banner(ready, options));
}

function banner(ready: ReadyLine, options: StartOptions): string {
  const lines = [`${styled('bold', 'pipescope')} ${packageVersion()}`, '', `  ${ready.url}`, ''];
  lines.push('  The link works once, within 10 minutes; the page keeps its own key.');
  const ssh = sshLine(ready, options);
  if (ssh !== undefined) lines.push('', '  On your own machine first run:', `  ${ssh}`);
  if (process.geteuid?.() === 0) {
    lines.push('', styled('yellow', '  Warning: this runs as root, so every command started here does too.'));
  }
  return `${lines.join('\n')}\n\n`;
}

function styled(style: 'bold' | 'yellow', text: string): string {
  return process.stdout.isTTY && !process.env['NO_COLOR'] ? styleText(style, text) : text;
}

function sshLine(ready: ReadyLine, options: StartOptions): string | undefined {
  const { hostname, port } = new URL(ready.url);
  const isLocal = ['127.0.0.1', '[::1]'].includes(hostname);
  if (!isLocal) return undefined;
  const target = options.listen?.startsWith('unix:') ? options.listen.slice('unix:'.length) : `127.0.0.1:${ready.port}`;
  return sshForwardLine(Number(port || 80), target, process.env['SSH_CONNECTION'], userName());
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A uid without an entry in the user database.
    return process.env['USER'] ?? 'USER';
  }
}
