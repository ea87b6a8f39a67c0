import type { Page } from '@playwright/test';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, composeExec, composeShell, lane, run } from '../support/page.ts';

const row = (page: Page, line: number) => lane(page).getByRole('listitem', { name: new RegExp(`, line ${line}, `) });

test('scrolling up stops Follow: the view stays, a pill counts, f returns to the end', async ({ scope }) => {
  await composeShell(scope, 'i=0; while :; do i=$((i+1)); echo tick $i; sleep 0.02; done');
  await run(scope);
  await expect(row(scope, 80)).toBeVisible();
  await lane(scope).hover();
  await scope.mouse.wheel(0, -600);
  const pill = scope.getByRole('button', { name: /more lines?/ });
  await expect(pill).toBeVisible();
  const top = () => lane(scope).getByRole('listitem').first().getAttribute('aria-label');
  const before = await top();
  const count = async () => Number(/[\d,]+/.exec(await pill.innerText())?.[0].replaceAll(',', ''));
  const waiting = await count();
  await expect.poll(count).toBeGreaterThan(waiting + 20);
  expect(await top()).toBe(before);
  await lane(scope).press('f');
  await expect(pill).toBeHidden();
  await scope.getByRole('button', { name: 'Stop' }).click();
  await expect(banner(scope)).toContainText('SIGTERM');
});

test('a range of lines is a link that another tab opens and selects', async ({ scope, agent, context, announced }) => {
  await composeShell(scope, 'seq 1 40');
  await run(scope);
  await expect(banner(scope)).toContainText('Finished.');
  await row(scope, 20).getByRole('link').click();
  await row(scope, 23)
    .getByRole('link')
    .click({ modifiers: ['Shift'] });
  await expect.poll(() => new URL(scope.url()).hash).toBe('#L20-L23');
  const link = scope.url();
  const other = await context.newPage();
  announced.watch(other);
  await other.goto(link);
  for (const line of [20, 21, 22, 23]) await expect(row(other, line)).toHaveClass(/\bsel\b/);
  await expect(row(other, 24)).not.toHaveClass(/\bsel\b/);
  await expect(other.getByText('Lines 20–23')).toBeVisible();
  await other.close();
  expect(agent.port).toBeGreaterThan(0);
});

test('a link and a jump to lines that do not exist say how many there are', async ({ scope }) => {
  await composeShell(scope, 'seq 1 100');
  await run(scope);
  await expect(banner(scope)).toContainText('Finished.');
  const jump = scope.getByRole('textbox', { name: 'Go to line' });
  await jump.fill('2,000');
  await jump.press('Enter');
  await expect(scope.getByText('There are 100 lines: this is the last')).toBeVisible();
  await expect(row(scope, 100)).toBeFocused();
  await scope.evaluate(() => {
    location.hash = '#L5000-L6000';
  });
  await expect(scope.getByText('this run has 100 lines')).toBeVisible();
  await expect(scope.getByText(/Lines 5,000/)).toHaveCount(0);
});

test('the raw bytes of a stream are saved as a file, and typed lines are not counted as output', async ({ scope }) => {
  await composeShell(scope, "printf 'a\\377b\\n'; exec cat");
  await run(scope);
  await scope.getByRole('textbox', { name: 'stdin' }).fill('one');
  await scope.getByRole('textbox', { name: 'stdin' }).press('Enter');
  await row(scope, 1).getByRole('link').click();
  await expect(scope.getByText('Line 1', { exact: true })).toBeVisible();
  await expect(scope.getByRole('textbox', { name: 'stdin' })).toBeVisible();
  await scope.keyboard.press('Escape');
  await expect(row(scope, 1)).not.toHaveClass(/\bsel\b/);
  await expect.poll(() => new URL(scope.url()).hash).toBe('');
  await expect(scope.getByText('8 B · 2 lines out, 1 in')).toBeVisible();
  await scope.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(banner(scope)).toContainText('2 lines out, 1 in');
  const saved = scope.waitForEvent('download');
  await scope.getByRole('toolbar').getByRole('button', { name: 'Copy' }).click();
  await scope.getByRole('menuitem', { name: 'Download stdout (raw bytes)' }).click();
  const file = await (await saved).createReadStream();
  const parts: Uint8Array[] = [];
  for await (const part of file) parts.push(part as Uint8Array);
  expect(Buffer.concat(parts).toString('latin1')).toBe('a\xffb\none\n');
  await expect(scope.getByText('stdout: 8 bytes saved.')).toBeVisible();
});

test('a byte that is not text is a chip in the line, itself in the bytes view, and \\xff as Python writes it', async ({
  scope,
  context,
}) => {
  await composeShell(scope, "printf 'a\\377b\\n'");
  await run(scope);
  await expect(banner(scope)).toContainText('Finished.');
  await expect(row(scope, 1)).toContainText('ff');
  await row(scope, 1).getByRole('link').click();
  await lane(scope).press('h');
  await expect(scope.getByText(/61 ff 62 0a/)).toBeVisible();
  await context.grantPermissions(['clipboard-write']);
  await scope.getByRole('button', { name: 'Copy as Python bytes' }).click();
  await expect(scope.getByText('4 bytes copied.')).toBeAttached();
  // The page may not read the clipboard; a person may paste.
  const field = scope.getByRole('textbox', { name: 'Go to line' });
  await field.press('ControlOrMeta+v');
  await expect(field).toHaveValue("b'a\\xffb\\n'");
});

test('the palette names an action and ends the run', async ({ scope }) => {
  await composeExec(scope, ['cat']);
  await run(scope);
  await expect(scope.getByRole('button', { name: 'Stop' })).toBeVisible();
  await scope.keyboard.press('Alt+k');
  await scope.keyboard.type('stop');
  await scope.keyboard.press('Enter');
  await expect(banner(scope)).toContainText('Ended by SIGTERM');
});

test.describe('before the list of runs', () => {
  // A route of WebSockets stays with its page for good.
  test.use({ isolated: true });

  test('Alt+C between the connection and the list of runs is not lost', async ({ page, link }) => {
    let release = (): void => undefined;
    await page.routeWebSocket(/\/ws$/, (socket) => {
      const waiting: (string | Buffer)[] = [];
      let holds: boolean | null = null;
      release = () => {
        holds = false;
        for (const message of waiting.splice(0)) socket.send(message);
      };
      socket.connectToServer().onMessage((message) => {
        // The list is the first answer; the order of all that follows stays.
        if (holds === null && String(message).startsWith('{"op":"done"')) holds = true;
        if (holds === true) waiting.push(message);
        else socket.send(message);
      });
    });
    await page.goto(link);
    await expect(page.getByText(/^connected/)).toBeVisible();
    await expect(page.getByRole('radio', { name: 'exec' })).toHaveCount(0);
    await page.keyboard.press('Alt+c');
    release();
    await expect(page.getByRole('group', { name: 'Arguments' }).getByRole('textbox').last()).toBeFocused();
  });
});

test.describe('while answers are late', () => {
  test.use({ isolated: true });

  test('a jump keeps what is in sight, then shows the places of its lines, then the lines; the focus is on the line', async ({
    page,
    link,
  }) => {
    let holds = false;
    let release = (): void => undefined;
    await page.routeWebSocket(/\/ws$/, (socket) => {
      const waiting: (string | Buffer)[] = [];
      release = () => {
        holds = false;
        for (const message of waiting.splice(0)) socket.send(message);
      };
      socket.connectToServer().onMessage((message) => {
        if (holds) waiting.push(message);
        else socket.send(message);
      });
    });
    await page.goto(link);
    await composeShell(page, 'seq 1 5000');
    await run(page);
    await expect(banner(page)).toContainText('Finished. Exit code 0');
    const last = lane(page).getByRole('listitem', { name: /^stdout, line 5000, .*: 5000$/ });
    await expect(last).toBeVisible();
    const field = page.getByRole('textbox', { name: 'Go to line' });
    await field.fill('1000');
    holds = true;
    await field.press('Enter');
    await expect(lane(page).getByRole('listitem', { name: 'line 1000, on its way' })).toBeFocused();
    await expect(last).toBeHidden();
    release();
    const row = lane(page).getByRole('listitem', { name: /^stdout, line 1000, .*: 1000$/ });
    await expect(row).toBeFocused();
    await expect(row).toBeInViewport();
    // Nothing is pending behind it: an arrow key goes on from there.
    await page.keyboard.press('ArrowDown');
    await expect(lane(page).getByRole('listitem', { name: /^stdout, line 1001, / })).toBeFocused();
  });
});

test('a fresh link opens in a second tab while the first lives', async ({ scope, context, announced, agent }) => {
  await expect(scope.getByText(/^connected/).first()).toBeVisible();
  const other = await context.newPage();
  announced.watch(other);
  await other.goto(await freshLink(agent));
  await expect(other.getByText(/^connected/).first()).toBeVisible();
  await other.close();
});
