import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, composeShell, lane, runList } from '../support/page.ts';

test('a valid link and no runs: a sentence, a filled composer, focus on Run, no code in the address', async ({
  page,
  leave,
}) => {
  const agent = await startAgent();
  await page.goto(await freshLink(agent));
  await expect(page.getByText('Start a process and watch its pipes.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Argument 2' })).toHaveValue(
    'for i in 1 2 3; do echo line $i; sleep 1; done',
  );
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
  await leave();
  await agent.stop();
});

test('the first start gives the focus to the output of the run, where its keys work', async ({ page, leave }) => {
  const agent = await startAgent();
  try {
    await page.goto(await freshLink(agent));
    await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused();
    await composeShell(page, 'seq 1 200; exec sleep 1000');
    await page.keyboard.press('Control+Enter');
    await expect(lane(page)).toBeFocused();
    await expect(lane(page).getByRole('listitem', { name: /, line 200, / })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('g');
    await expect(page.getByRole('button', { name: /more lines?/ })).toBeVisible();
    await page.keyboard.press('f');
    await expect(page.getByRole('button', { name: /more lines?/ })).toBeHidden();
    await page.keyboard.press('.');
    await page.getByRole('menuitem', { name: /SIGKILL/ }).click();
    await expect(banner(page)).toContainText('Ended by SIGKILL');
    await page.keyboard.press('r');
    await expect(runList(page).getByText('#2 · running')).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(banner(page)).toContainText('SIGTERM');
  } finally {
    await leave();
    await agent.stop();
  }
});

test('Enter starts the example: three lines about a second apart, then success in words', async ({ scope }) => {
  await composeShell(scope, 'for i in 1 2 3; do echo line $i; sleep 1; done');
  await scope.getByRole('button', { name: 'Run', exact: true }).focus();
  await scope.keyboard.press('Enter');
  await expect(runList(scope).getByText(/running/)).toBeVisible();
  for (const line of [1, 2, 3]) {
    await expect(
      lane(scope).getByRole('listitem', { name: new RegExp(`^stdout, line ${line}, .*: line ${line}$`) }),
    ).toBeVisible();
  }
  await expect(banner(scope)).toContainText('Finished. Exit code 0: success.');
  const names = await lane(scope)
    .getByRole('listitem')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
  const seconds = names.map((name) => Number(/plus ([\d.]+) second/.exec(name)?.[1]));
  expect(seconds).toHaveLength(3);
  for (const at of [1, 2]) {
    const gap = (seconds[at] ?? Number.NaN) - (seconds[at - 1] ?? Number.NaN);
    expect(gap).toBeGreaterThan(0.8);
    expect(gap).toBeLessThan(1.6);
  }
});
