import { expect, test } from '../support/fixtures.ts';
import { banner, chooseOption, composeExec, composeShell, lane, run } from '../support/page.ts';

test('with Step nothing is taken until a press, and each press takes a line', async ({ scope }) => {
  await composeExec(scope, ['seq', '1', '5']);
  await chooseOption(scope, 'consumer', 'Step');
  await run(scope);
  await expect(scope.getByText('stdout and stderr are read by steps: 10 B unread in the pipe.')).toBeVisible();
  await expect(lane(scope).getByRole('listitem')).toHaveCount(0);
  await lane(scope).press('s');
  const rest = lane(scope).getByRole('separator');
  await expect(rest).toHaveText('unread · 8 B in the reader');
  await lane(scope).press('s');
  await expect(rest).toHaveText('unread · 6 B in the reader');
  await expect(lane(scope).getByRole('listitem', { name: /: 2$/ })).toBeVisible();
  await expect(lane(scope).getByRole('listitem', { name: /: [345], unread$/ })).toHaveCount(3);
  await scope.getByRole('button', { name: 'What a step reads' }).click();
  await scope.getByRole('menuitemradio', { name: 'Up to 4,096 bytes' }).click();
  await scope.keyboard.press('Escape');
  await scope.getByRole('button', { name: 'Read 4,096 bytes' }).click();
  await expect(rest).toHaveCount(0);
  // The end of stdout, then that of stderr.
  await lane(scope).press('s');
  await expect(scope.getByText('stderr is read by steps: 0 B unread in the pipe.')).toBeVisible();
  await lane(scope).press('s');
  await expect(banner(scope)).toContainText('recorded whole');
  await expect(scope.getByRole('radio', { name: 'Step', exact: true })).toHaveCount(0);
});

test('with Step after Paused the border of what is unread comes into sight, and each press moves it', async ({
  scope,
}) => {
  await composeExec(scope, ['yes']);
  await chooseOption(scope, 'consumer', 'Paused');
  await run(scope);
  await expect(scope.getByText('65,536 B of stdout wait unread in the kernel')).toBeVisible();
  const border = lane(scope).getByRole('separator');
  await expect(border).toHaveCount(0);
  // The first line in sight says which stream it is of, wherever it begins.
  await expect(lane(scope).getByText('out', { exact: true })).toBeInViewport();
  await scope.getByRole('radio', { name: 'Step', exact: true }).click();
  await expect(border).toBeInViewport();
  await lane(scope).press('s');
  await lane(scope).press('s');
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 2, .*: y$/ })).toBeInViewport();
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 3, .*: y, unread$/ })).toBeInViewport();
  await scope.getByRole('radio', { name: 'Follow', exact: true }).click();
  await scope.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(banner(scope)).toContainText('SIGTERM');
});

test('a run that was paused when it ended says what waits, and can be read to its end', async ({ scope }) => {
  await composeExec(scope, ['yes']);
  await chooseOption(scope, 'consumer', 'Paused');
  await run(scope);
  await expect(
    lane(scope)
      .getByRole('listitem', { name: /unread$/ })
      .first(),
  ).toBeVisible();
  await expect(scope.getByText('65,536 B of stdout wait unread in the kernel')).toBeVisible();
  await lane(scope).press('g');
  await lane(scope).press('g');
  await expect(lane(scope).getByRole('separator')).toHaveText(/^unread · \d\d\d,\d\d\d B in the reader$/);
  await scope.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(scope.getByText('stdout is paused: 65,536 B unread in the pipe. Follow reads on.')).toBeVisible();
  await expect(scope.getByText('another process holds')).toHaveCount(0);
  await lane(scope).press('p');
  await expect(banner(scope)).toContainText('recorded whole');
  await expect(lane(scope).getByRole('separator')).toHaveCount(0);
});

test('what is left of a run after its first process can be written to and ended', async ({ scope }) => {
  await composeShell(scope, 'exec 3<&0; (echo up; cat <&3; exec sleep 1000) & exit 0');
  await run(scope);
  await expect(scope.getByText('another process holds stdout and stderr')).toBeVisible();
  await scope.getByRole('textbox', { name: 'stdin' }).fill('still there');
  await scope.keyboard.press('Enter');
  await expect(lane(scope).getByRole('listitem', { name: /^stdout.*: still there$/ })).toBeVisible();
  await expect(scope.getByText('12 B sent, closed')).toHaveCount(0);
  const stop = scope.getByRole('button', { name: 'Stop', exact: true });
  await expect(stop).toHaveAttribute('title', /whole group: its first process has ended/);
  await stop.click();
  await expect(banner(scope)).toContainText('outputs stayed open');
  await expect(scope.getByText('12 B sent, closed')).toBeVisible();
});

test('an output that is open after the exit may still bring something, and a child that has ended sees nothing', async ({
  scope,
}) => {
  await composeShell(scope, 'sleep 1000 & exit 3');
  await run(scope);
  await expect(scope.getByText('another process holds stdout and stderr')).toBeVisible();
  await expect(scope.getByText(/^Nothing has arrived yet\. It has ended, but stdout and stderr/)).toBeVisible();
  await expect(scope.getByText('It has ended, and its stdin is closed.')).toBeVisible();
  await scope.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(scope.getByText('It wrote nothing.')).toBeVisible();
});
