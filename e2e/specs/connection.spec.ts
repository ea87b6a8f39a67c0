import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, composeExec, composeShell, lane, run, runList } from '../support/page.ts';
import { startProxy } from '../support/proxy.ts';

const NOT_NOW = 'Not connected, so nothing can be started now. What you typed is kept.';

test('a lost connection keeps what arrived, resumes by itself, and every line is there once', async ({
  page,
  leave,
  agent,
  announced,
}) => {
  announced.expect(/WebSocket connection to .* failed/);
  const proxy = await startProxy(agent.port);
  try {
    const link = new URL(await freshLink(agent));
    await page.goto(`http://127.0.0.1:${proxy.port}/${link.hash}`);
    await expect(page.getByText(/^connected/)).toBeVisible();
    await composeShell(page, 'for i in $(seq 1 40); do echo n$i; sleep 0.1; done');
    await run(page);
    await expect(lane(page).getByRole('listitem', { name: /: n3$/ })).toBeVisible();
    proxy.cut();
    await expect(page.getByText(/Not connected\. Showing what arrived until/)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible();
    await expect(lane(page).getByRole('listitem', { name: /: n3$/ })).toBeVisible();
    proxy.mend();
    await expect(page.getByText(/^connected/)).toBeVisible();
    await expect(page.getByText(/Not connected\./)).toBeHidden();
    await expect(banner(page)).toContainText('Finished. Exit code 0');
    await lane(page).press('g');
    await lane(page).press('g');
    await expect(lane(page).getByRole('listitem', { name: /, line 1, .*: n1$/ })).toBeVisible();
    for (let line = 1; line <= 20; line += 1) {
      await expect(lane(page).getByRole('listitem', { name: new RegExp(`, line ${line}, .*: n${line}$`) })).toHaveCount(
        1,
      );
    }
    await lane(page).press('Shift+G');
    for (let line = 25; line <= 40; line += 1) {
      await expect(lane(page).getByRole('listitem', { name: new RegExp(`, line ${line}, .*: n${line}$`) })).toHaveCount(
        1,
      );
    }
  } finally {
    await leave();
    await proxy.close();
  }
});

test('a network that has gone is known at once, the clock stands where it was, and its return connects', async ({
  page,
  leave,
  agent,
  announced,
}) => {
  announced.expect(/WebSocket connection to .* failed/);
  const proxy = await startProxy(agent.port);
  try {
    await page.goto(`http://127.0.0.1:${proxy.port}/${new URL(await freshLink(agent)).hash}`);
    await expect(page.getByText(/^connected/)).toBeVisible();
    await composeShell(page, 'echo here; exec sleep 1000');
    await run(page);
    await expect(lane(page).getByRole('listitem', { name: /: here$/ })).toBeVisible();
    proxy.silence();
    const silentAt = Date.now();
    await page.evaluate(() => dispatchEvent(new Event('offline')));
    await expect(page.getByText(/Not connected\. Showing what arrived until/)).toBeVisible();
    expect(Date.now() - silentAt).toBeLessThan(5_000);
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeDisabled();
    await expect(page.getByText(/ B\/s/)).toHaveCount(0);
    const clock = page.locator('ps-clock.clock');
    const stands = await clock.textContent();
    await page.getByRole('button', { name: 'Try now' }).click();
    expect(await clock.textContent()).toBe(stands);
    proxy.mend();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect(page.getByText(/^connected/)).toBeVisible();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(banner(page)).toContainText('SIGTERM');
  } finally {
    await leave();
    await proxy.close();
  }
});

test('an agent that was restarted: its runs are gone and stay readable, and nothing can be sent', async ({
  page,
  leave,
  announced,
}) => {
  announced.expect(/WebSocket connection to .* failed/);
  const first = await startAgent();
  const proxy = await startProxy(first.port);
  const second = await startAgent();
  try {
    await page.goto(`http://127.0.0.1:${proxy.port}/${new URL(await freshLink(first)).hash}`);
    await expect(page.getByText(/^connected/)).toBeVisible();
    await composeShell(page, 'echo kept; exec sleep 1000');
    await run(page);
    await expect(lane(page).getByRole('listitem', { name: /: kept$/ })).toBeVisible();
    await composeExec(page, ['echo', 'typed']);
    proxy.cut();
    const start = page.getByRole('button', { name: 'Run', exact: true });
    await expect(start).toBeDisabled();
    await expect(start).toHaveAccessibleDescription(NOT_NOW);
    await expect(page.getByRole('status').filter({ hasText: NOT_NOW })).toBeVisible();
    await expect(page.getByText('unknown, last seen running').first()).toBeVisible();
    await first.stop();
    proxy.aim(second.port);
    proxy.mend();

    await expect(page.getByText(/The agent was restarted at \d\d:\d\d:\d\d\./)).toBeVisible();
    const header = page.getByRole('main');
    await expect(header).toContainText('what you saw is kept below, read only');
    await expect(header.getByText(/^The agent was restarted and its processes are gone/)).toBeVisible();
    await expect(runList(page)).toContainText('gone with its agent');
    await expect(page.getByText('last seen')).toHaveCount(0);
    await expect(page.getByText('1 run gone with its agent')).toBeVisible();
    await expect(lane(page).getByRole('listitem', { name: /: kept$/ })).toBeVisible();
    await expect(header.getByText('there is nobody to read what you would send')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
    await expect(banner(page)).toBeHidden();
    await expect(start).toBeDisabled();
    await expect(page.getByRole('textbox', { name: 'Argument 1' })).toHaveValue('typed');

    await page.getByRole('textbox', { name: 'Link from the agent' }).fill(await freshLink(second));
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^connected/)).toBeVisible();
    await expect(start).toBeEnabled();

    // The new agent knows nothing of the run: it stays, with its lines, beside what is started now.
    const earlier = runList(page).getByRole('list', { name: 'Before the agent was restarted' });
    await expect(earlier).toContainText('gone with its agent');
    await expect(page.getByText('No run live')).toBeVisible();
    await expect(lane(page).getByRole('listitem', { name: /: kept$/ })).toBeVisible();
    await run(page);
    await expect(lane(page).getByRole('listitem', { name: /: typed$/ })).toBeVisible();
    await earlier.getByRole('link').click();
    await expect(header.getByText(/^The agent was restarted and its processes are gone/)).toBeVisible();
    await expect(lane(page).getByRole('listitem', { name: /: kept$/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
  } finally {
    await leave();
    await proxy.close();
    await first.stop();
    await second.stop();
  }
});

test('a tab that was reloaded continues with its own key', async ({ scope }) => {
  await composeShell(scope, 'echo before');
  await run(scope);
  await expect(banner(scope)).toContainText('Finished.');
  await scope.reload();
  await expect(scope.getByText(/^connected/)).toBeVisible();
  await expect(lane(scope).getByRole('listitem', { name: /: before$/ })).toBeVisible();
  await expect(lane(scope)).toBeFocused();
});

test.describe('while what is drawn refuses the focus', () => {
  // A script that runs before the page's own stays with its context for good.
  test.use({ isolated: true });

  test('a tab that was reloaded gives the focus to the output until it stays there', async ({ scope }) => {
    await composeShell(scope, 'echo before');
    await run(scope);
    await expect(banner(scope)).toContainText('Finished.');
    await scope.addInitScript(() => {
      const focus = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'focus')?.value as HTMLElement['focus'];
      let refused = 0;
      let lost = false;
      HTMLElement.prototype.focus = function (options) {
        if (refused < 20) refused += 1;
        else Reflect.apply(focus, this, [options]);
      };
      addEventListener('focusin', ({ target }) => {
        if (!lost) requestAnimationFrame(() => (target as HTMLElement).blur());
        lost = true;
      });
    });
    await scope.reload();
    await expect(lane(scope).getByRole('listitem', { name: /: before$/ })).toBeVisible();
    await expect(lane(scope)).toBeFocused();
  });

  test('whoever pressed something on a page that was reloaded keeps the focus where that put it', async ({ scope }) => {
    await composeShell(scope, 'echo before');
    await run(scope);
    await expect(banner(scope)).toContainText('Finished.');
    await scope.addInitScript(() => {
      HTMLElement.prototype.focus = () => void performance.mark('refused');
    });
    await scope.reload();
    await expect(lane(scope).getByRole('listitem', { name: /: before$/ })).toBeVisible();
    const asked = () => scope.evaluate(() => performance.getEntriesByName('refused').length);
    await expect.poll(asked, { message: 'the page asks for the focus' }).toBeGreaterThan(0);
    await scope.mouse.click(5, 890);
    const before = await asked();
    await scope.evaluate(async () => {
      for (let frame = 0; frame < 10; frame += 1) await new Promise(requestAnimationFrame);
    });
    expect(await asked()).toBe(before);
  });
});

test('a used link is refused in words, and a fresh one can be pasted', async ({ page, agent }) => {
  const used = await freshLink(agent);
  await page.goto(used);
  await expect(page.getByText(/^connected/)).toBeVisible();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('about:blank');
  await page.goto(used);
  await expect(page.getByText(/does not know this tab/)).toBeVisible();
  await page.getByRole('textbox', { name: 'Link from the agent' }).fill(await freshLink(agent));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^connected/)).toBeVisible();
});
