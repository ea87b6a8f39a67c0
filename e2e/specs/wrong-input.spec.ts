import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, composeExec, composeShell, cwdField, lane, run } from '../support/page.ts';

const card = (page: Page) => page.getByRole('group', { name: 'It never started' });

/** The socket stayed open: another run works at once. */
async function stillWorks(page: Page): Promise<void> {
  await composeExec(page, ['echo', 'still here']);
  await run(page);
  await expect(lane(page).getByRole('listitem', { name: /: still here$/ })).toBeVisible();
  await expect(banner(page)).toContainText('Finished. Exit code 0');
}

test('a program that does not exist', async ({ scope }) => {
  await composeExec(scope, ['nosuchprogram']);
  await run(scope);
  await expect(card(scope)).toContainText('There is no program named nosuchprogram');
  await stillWorks(scope);
});

test('a mistyped program: one press puts the one that was meant in the chip', async ({ scope }) => {
  await composeExec(scope, ['pyhton3', '-c', 'print("meant")']);
  await run(scope);
  await expect(card(scope)).toContainText('There is no program named pyhton3. Did you mean python3?');
  await expect(scope.getByRole('textbox', { name: 'Program' })).toHaveAttribute('aria-invalid', 'true');
  await card(scope).getByText('Details').click();
  await expect(card(scope)).toContainText('Looked in');
  await scope.getByRole('button', { name: 'Use python3' }).click();
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: /: meant$/ })).toBeVisible();
});

test('a mistyped command in a shell line: the end says which one was not found and which may be meant', async ({
  scope,
}) => {
  await composeShell(scope, 'echo first; pyhton3 -V');
  await run(scope);
  await expect(banner(scope)).toContainText('The shell did not find that command (127).');
  await expect(banner(scope)).toContainText('It looked for pyhton3. Did you mean python3?');
});

test('on a phone what did not start takes the place of the composer', async ({ scope }) => {
  await scope.setViewportSize({ width: 390, height: 844 });
  await scope.keyboard.press('Alt+c');
  await composeExec(scope, ['pyhton3', '-c', 'print("meant")']);
  await run(scope);
  await expect(card(scope)).toContainText('Did you mean python3?');
  await scope.getByRole('button', { name: 'Use python3' }).click();
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: /: meant$/ })).toBeVisible();
});

test('a command line passed as one program name: Fix makes chips of it and it runs', async ({ scope }) => {
  await composeExec(scope, ['echo one two']);
  await run(scope);
  await expect(card(scope)).toContainText('was passed as one program name');
  await scope.getByRole('button', { name: 'Fix' }).click();
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: /: one two$/ })).toBeVisible();
});

test('a folder that does not exist is not blamed on the program', async ({ scope }) => {
  await composeExec(scope, ['true']);
  await (await cwdField(scope)).fill('/nope');
  await run(scope);
  await expect(card(scope)).toContainText('The folder /nope does not exist, so nothing was started.');
});

test('an argument above the limit of the system is named with its size, and only known whole in its tab', async ({
  scope,
  context,
  agent,
  announced,
}) => {
  await context.grantPermissions(['clipboard-write']);
  await composeExec(scope, ['echo', 'x']);
  await scope.getByRole('textbox', { name: 'Argument 1' }).fill('x'.repeat(131_072));
  await run(scope);
  await expect(card(scope)).toContainText('Argument 1 is too long: 131,072 B.');
  await expect(scope.getByText(/^\d{3},\d{3} B not kept$/)).toBeVisible();
  await scope.getByRole('button', { name: 'Copy command' }).click();
  await expect(scope.getByText('Command copied.')).toBeAttached();
  // The page may not read the clipboard; a person may paste.
  const copied = async (): Promise<string> => {
    const field = scope.getByRole('searchbox', { name: 'Filter runs' });
    await field.fill('');
    await field.press('Control+V');
    const text = await field.inputValue();
    await field.fill('');
    return text;
  };
  expect((await copied()).length).toBe('echo '.length + 131_072);

  const other = await context.newPage();
  announced.watch(other);
  await other.goto(await freshLink(agent));
  await other
    .getByRole('navigation')
    .getByRole('link', { name: /did not start/ })
    .first()
    .click();
  await expect(card(other)).toContainText('An argument, or all of them with the environment, are too long.');
  await other.getByRole('button', { name: 'Copy command' }).click();
  await expect(other.getByRole('alert')).toContainText(/^Not copied: \d{3},\d{3} B of what it was started with/);
  await other.close();
});

test('with an empty environment programs are looked for in the folders of the system', async ({ scope }) => {
  const startEmpty = async (): Promise<void> => {
    await scope.getByRole('button', { name: /^env/ }).click();
    await scope.getByRole('checkbox', { name: 'Start empty' }).check();
    await expect(scope.getByText('programs are looked for in /bin and /usr/bin')).toBeVisible();
    await scope.keyboard.press('Escape');
    await run(scope);
  };
  await composeExec(scope, ['env']);
  await startEmpty();
  await expect(banner(scope)).toContainText('Finished. Exit code 0');
  await composeExec(scope, ['nosuchprogram']);
  await startEmpty();
  await expect(card(scope)).toContainText('It was looked for in /bin and /usr/bin.');
});

test.describe('files that cannot be run', () => {
  let dir = '';
  test.beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'pipescope-files-'));
  });
  test.afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  test('not executable, and a folder', async ({ scope }) => {
    await composeExec(scope, ['/etc/passwd']);
    await run(scope);
    await expect(card(scope)).toContainText('/etc/passwd is not executable.');
    await composeExec(scope, ['/etc']);
    await run(scope);
    await expect(card(scope)).toContainText('/etc is a folder.');
    await stillWorks(scope);
  });

  test('a Windows line break after the interpreter', async ({ scope }) => {
    const file = join(dir, 'script');
    writeFileSync(file, '#!/bin/sh\r\necho hello\r\n');
    chmodSync(file, 0o755);
    await composeExec(scope, [file]);
    await run(scope);
    await expect(card(scope)).toContainText(
      'Its first line ends in a Windows line break, so the system looks for /bin/sh␍.',
    );
  });

  test('no #! line', async ({ scope }) => {
    const file = join(dir, 'script');
    writeFileSync(file, 'echo hello\n');
    chmodSync(file, 0o755);
    await composeExec(scope, [file]);
    await run(scope);
    await expect(card(scope)).toContainText('It has no #! line and is not a program this machine can run.');
  });
});

test('what can be seen before sending is said beside its field, and nothing typed is lost', async ({ scope }) => {
  await composeExec(scope, ['echo', 'kept']);
  const cwd = await cwdField(scope);
  await cwd.fill('relative/folder');
  await run(scope);
  await expect(cwd).toHaveAccessibleDescription(/Start it with \/ or ~/);
  await expect(scope.getByRole('textbox', { name: 'Argument 1' })).toHaveValue('kept');
  await cwd.fill('/tmp');
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: /: kept$/ })).toBeVisible();
});
