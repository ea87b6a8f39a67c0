import { expect, test } from '../support/fixtures.ts';
import { banner, composeExec, composeShell, lane, run } from '../support/page.ts';

test('Stop ends sleep with SIGTERM, in words and with the returncode', async ({ scope }) => {
  await composeExec(scope, ['sleep', '60']);
  await run(scope);
  await scope.getByRole('button', { name: 'Stop' }).click();
  await expect(banner(scope)).toContainText('Ended by SIGTERM (signal 15). returncode −15.');
  await expect(banner(scope)).toContainText('by you');
});

test('a slow press on Stop counts, although the composer above it folds when it loses the focus', async ({ scope }) => {
  await composeExec(scope, ['sleep', '60']);
  await run(scope);
  const stop = scope.getByRole('button', { name: 'Stop', exact: true });
  await expect(stop).toBeVisible();
  await scope.getByRole('textbox', { name: 'Program' }).click();
  await expect(scope.getByRole('button', { name: /^cwd/ })).toBeVisible();
  await stop.hover();
  await scope.mouse.down();
  // Longer than the composer waits before it folds.
  await scope.waitForTimeout(1_000);
  await scope.mouse.up();
  await expect(banner(scope)).toContainText('Ended by SIGTERM');
  await expect(scope.getByRole('button', { name: /^cwd/ })).toBeHidden();
});

test('Stop becomes Kill when SIGTERM changes nothing, and Kill ends it', async ({ scope }) => {
  await composeShell(scope, "trap '' TERM; while :; do sleep 0.1; done");
  await run(scope);
  await scope.getByRole('button', { name: 'Stop' }).click();
  await scope.getByRole('button', { name: 'Kill' }).click();
  await expect(banner(scope)).toContainText('Ended by SIGKILL (signal 9). returncode −9.');
});

test('137 is explained: the shell exited normally, its command was killed', async ({ scope }) => {
  await composeShell(scope, "sh -c 'kill -9 $$'; exit $?");
  await run(scope);
  await expect(banner(scope)).toContainText('SIGKILL');
  await expect(banner(scope)).toContainText('137 = 128 + 9');
  await expect(banner(scope)).toContainText('returncode is positive');
});

test('an exit code the program chose is said as such', async ({ scope }) => {
  await composeShell(scope, 'exit 7');
  await run(scope);
  await expect(banner(scope)).toContainText('Finished with exit code 7.');
  await expect(banner(scope)).toContainText('The program chose this number.');
});

test('a signal that is ignored has its row at once, and stays before the lines that came after it', async ({
  scope,
}) => {
  await composeShell(scope, "trap '' TERM; echo before; read -r line; echo after");
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: /: before$/ })).toBeVisible();
  await scope.getByRole('button', { name: 'Stop', exact: true }).click();
  const sent = lane(scope).getByText('SIGTERM, sent by you');
  await expect(sent).toBeVisible();
  await scope.getByRole('textbox', { name: 'stdin' }).fill('go');
  await scope.keyboard.press('Enter');
  const after = lane(scope).getByRole('listitem', { name: /: after$/ });
  await expect(banner(scope)).toContainText('Finished. Exit code 0');
  await expect(sent).toHaveCount(1);
  const [above, below] = [await sent.boundingBox(), await after.locator('.t').boundingBox()];
  expect(above?.y).toBeLessThan(below?.y ?? 0);
});
