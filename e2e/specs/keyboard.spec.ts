import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { expectFocusVisible, tabTo } from '../support/keyboard.ts';
import { banner, lane } from '../support/page.ts';

test('the first run, cat and Stop with the keyboard only, and the focus is always in sight', async ({
  page,
  leave,
}) => {
  const agent = await startAgent();
  await page.goto(await freshLink(agent));

  // The example, from the page as it opens.
  await expect(page.getByRole('button', { name: 'Run', exact: true })).toBeFocused();
  await expectFocusVisible(page);
  await page.keyboard.press('Enter');
  for (const line of [1, 2, 3]) {
    await expect(lane(page).getByRole('listitem', { name: new RegExp(`^stdout, line ${line}, `) })).toBeVisible();
  }
  await expect(banner(page)).toContainText('Finished. Exit code 0: success.');
  await expectFocusVisible(page);

  // cat: typed into the chips, answered, and ended by EOF.
  await page.keyboard.press('Alt+c');
  await expectFocusVisible(page);
  const exec = page.getByRole('radio', { name: 'exec' });
  await tabTo(page, page.getByRole('group', { name: 'Arguments' }).getByRole('textbox').first());
  await expect(exec).toBeChecked();
  while ((await page.getByRole('group', { name: 'Arguments' }).getByRole('textbox').count()) > 1) {
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Backspace');
    await tabTo(page, page.getByRole('group', { name: 'Arguments' }).getByRole('textbox').first(), 'Shift+Tab');
  }
  await page.keyboard.press('Control+a');
  await page.keyboard.type('cat');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  await page.keyboard.press('Alt+i');
  await expectFocusVisible(page);
  await page.keyboard.type('hello');
  await page.keyboard.press('Enter');
  await expect(lane(page).getByRole('listitem', { name: /^stdout, line 2, .*: hello$/ })).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'EOF' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('The child can get no more input after this')).toBeVisible();
  await expectFocusVisible(page);
  await page.keyboard.press('Enter');
  await expect(banner(page)).toContainText('Finished. Exit code 0: success.');

  // sleep 60, and Stop from the top of the page down.
  await page.keyboard.press('Alt+c');
  await tabTo(page, page.getByRole('group', { name: 'Arguments' }).getByRole('textbox').first());
  await page.keyboard.press('Control+a');
  await page.keyboard.type('sleep');
  await page.keyboard.press('Enter');
  await page.keyboard.type('60');
  await page.keyboard.press('Control+Enter');
  await tabTo(page, page.getByRole('button', { name: 'Stop' }));
  await page.keyboard.press('Enter');
  await expect(banner(page)).toContainText('Ended by SIGTERM (signal 15). returncode −15.');

  await leave();
  await agent.stop();
});
