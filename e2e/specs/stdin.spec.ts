import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileChooser, Page } from '@playwright/test';
import { cliClient } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, chooseOption, composeExec, lane, run } from '../support/page.ts';
import { residentMib } from '../support/proc.ts';

const MIB = 1024 * 1024;
/** What a busy machine may need for a file: it is read and sent a piece at a time. */
const SLOW = { timeout: 30_000 };
/** Where the box is: what is announced stands outside. */
const box = (page: Page) => page.getByRole('main', { name: 'Run' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const choose = async (page: Page, file: Parameters<FileChooser['setFiles']>[0]) => {
  await page.getByRole('radio', { name: 'File' }).click();
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Choose a file…').click();
  await (await chooser).setFiles(file);
};

test('a file of 3 MiB arrives whole while the run is not looked at, with end of file behind it', async ({
  scope,
  agent,
}) => {
  const bytes = randomBytes(3 * MIB);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const dir = mkdtempSync(join(tmpdir(), 'pipescope-stdin-'));
  const file = join(dir, 'random.bin');
  writeFileSync(file, bytes);
  await composeExec(scope, ['sha256sum']);
  await run(scope);
  await choose(scope, file);
  await expect(scope.getByText('random.bin')).toBeVisible();
  await button(scope, 'Send').click();
  const id = new URL(scope.url()).pathname.replace('/r/', '');
  await button(scope, 'Settings').click();
  const client = await cliClient(agent);
  await client.sync();
  await expect.poll(() => client.runs.get(id)?.streams.stdin?.bytes, SLOW).toBe(3 * MIB);
  client.close();
  await scope.goBack();
  await expect(scope.getByText('3,145,728 B sent · 0 B waiting')).toBeVisible();
  await scope.getByRole('radio', { name: 'File' }).click();
  await expect(box(scope).getByText('random.bin: all 3,145,728 B sent.')).toBeVisible();
  await button(scope, 'EOF').click();
  await button(scope, 'EOF').click();
  await expect(lane(scope).getByRole('listitem', { name: `: ${hash}  -` })).toBeVisible();
  await expect(banner(scope)).toContainText('Finished. Exit code 0');
  await expect(lane(scope)).toBeFocused();
  rmSync(dir, { recursive: true });
});

test('a file to a child that does not read waits for room, and neither page nor agent holds it', async ({
  scope,
  agent,
}) => {
  const dir = mkdtempSync(join(tmpdir(), 'pipescope-stdin-'));
  const file = join(dir, 'lines.txt');
  writeFileSync(file, Buffer.alloc(32 * MIB, 'a line of a large file\n'));
  await composeExec(scope, ['sleep', '1000']);
  await run(scope);
  const stdin = scope.getByRole('textbox', { name: 'stdin' });
  await expect(stdin).toBeVisible();
  const before = residentMib(agent.pid);
  await choose(scope, file);
  await button(scope, 'Send').click();
  await expect(button(scope, 'Waiting for room')).toHaveAttribute('aria-disabled', 'true');
  const progress = scope.getByRole('progressbar', { name: 'Sending lines.txt' });
  await expect(progress).toHaveAttribute('aria-valuenow', '65536');
  // The pipe is full with 64 KiB, and the page has read less than a megabyte ahead.
  await expect(scope.getByText('65,536 B sent · 983,040 B waiting')).toBeVisible(SLOW);
  expect(residentMib(agent.pid) - before, 'MiB of the agent').toBeLessThan(16);
  await button(scope, 'Pause').click();
  await expect(button(scope, 'Resume')).toBeVisible();

  // Nothing comes between the parts of a file.
  await scope.getByRole('radio', { name: 'Line' }).click();
  await stdin.fill('kept');
  await stdin.press('Enter');
  await expect(stdin).toHaveValue('kept');
  await expect(scope.getByText('lines.txt is still being sent')).toBeVisible();
  await scope.getByRole('radio', { name: 'File' }).click();
  await button(scope, 'Stop sending').click();
  await expect(scope.getByText('lines.txt: stopped after 65,536 B of 33.6 MB.')).toBeVisible();
  await button(scope, 'Stop').click();
  await expect(banner(scope)).toContainText('SIGTERM');
  rmSync(dir, { recursive: true });
});

test('a large paste is asked about: cancel, send now, send as file; a dropped file is taken', async ({ scope }) => {
  await composeExec(scope, ['wc', '-c']);
  await run(scope);
  const stdin = scope.getByRole('textbox', { name: 'stdin' });
  const sheet = scope.getByRole('dialog', { name: 'Large paste' });
  const paste = async () => {
    await stdin.fill('0123456789abcdefghi\n'.repeat(250));
    await stdin.press('Control+a');
    await stdin.press('Control+x');
    await stdin.press('Control+v');
    await expect(sheet).toBeVisible();
  };
  await paste();
  await expect(sheet).toContainText('5,000 B, 250 lines. It ends with a newline.');
  await expect(sheet.getByRole('group', { name: 'How it begins' })).toContainText('0123456789abcdefghi');
  await sheet.getByRole('button', { name: 'Cancel' }).click();
  await expect(sheet).toBeHidden();
  await expect(stdin).toBeFocused();
  await expect(stdin).toHaveValue('');
  await expect(scope.getByText('0 B sent · 0 B waiting')).toBeVisible();

  await paste();
  await sheet.getByRole('button', { name: 'Send now' }).click();
  await expect(scope.getByText('5,000 B sent · 0 B waiting')).toBeVisible();

  await paste();
  await sheet.getByRole('button', { name: 'Send as file with back-pressure' }).click();
  await expect(box(scope).getByText('Pasted text: all 5,000 B sent.')).toBeVisible();
  await expect(scope.getByText('10,000 B sent · 0 B waiting')).toBeVisible();

  const dropped = await scope.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['dropped'], 'drop.txt'));
    return data;
  });
  await box(scope).getByText('Pasted text: all').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(scope.getByText('drop.txt')).toBeVisible();
  await button(scope, 'Send').click();
  await expect(box(scope).getByText('drop.txt: all 7 B sent.')).toBeVisible();
  await button(scope, 'EOF').click();
  await button(scope, 'EOF').click();
  await expect(lane(scope).getByRole('listitem', { name: ': 10007' })).toBeVisible();
});

test('where stdin is no pipe the box says why, and a terminal has its keys', async ({ scope, agent }) => {
  await composeExec(scope, ['true']);
  await chooseOption(scope, 'stdin', 'DEVNULL');
  await run(scope);
  await expect(scope.getByText('stdin is DEVNULL: the child sees end of file at once.')).toBeVisible();
  const client = await cliClient(agent);
  const { run: id } = await client.spawn({ argv: ['cat'], stdin: 'pty', stdout: 'pty', stderr: 'pty' });
  client.close();
  await scope.getByRole('navigation').getByText('cat', { exact: true }).first().click();
  await expect(scope).toHaveURL(new RegExp(`/r/${id}`));
  const stdin = scope.getByRole('textbox', { name: 'stdin' });
  await stdin.fill('typed');
  await stdin.press('Enter');
  await expect(scope.getByText('6 B sent · 0 B waiting')).toBeVisible();
  await stdin.press('ArrowUp');
  await expect(stdin).toHaveValue('typed');
  await button(scope, 'Ctrl-D').click();
  await expect(banner(scope)).toContainText('Finished. Exit code 0');
});
