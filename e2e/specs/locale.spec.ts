import type { Page } from '@playwright/test';
import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { unmarkedTexts } from '../support/unmarked.ts';

/** Fails with every text that is shown and is no message. Also what is drawn a moment later has to hold. */
async function expectOnlyMessages(page: Page, where: string): Promise<void> {
  expect(await unmarkedTexts(page), where).toEqual([]);
}

/** Keys and places are the same in every language, names are not. */
async function startShell(page: Page, command: string): Promise<void> {
  await page.locator('ps-composer').getByRole('radio').nth(1).check();
  await page.locator('ps-shell-editor').getByRole('textbox').fill(command);
  await page.keyboard.press('Control+Enter');
}

test('every text of the interface is a message: nothing but output, commands, names and figures stays English', async ({
  page,
  leave,
}) => {
  const agent = await startAgent();
  try {
    const link = new URL(await freshLink(agent));
    link.searchParams.set('locale', 'pseudo');
    await page.goto(link.href);
    await expect(page.locator('ps-first-run')).toBeVisible();
    await expectOnlyMessages(page, 'first run');

    await startShell(page, 'echo out; echo err >&2; read line; exit 3');
    await expect(page.getByRole('log').getByRole('listitem')).toHaveCount(2);
    await expectOnlyMessages(page, 'live run');
    await page.getByRole('log').press('.');
    await expect(page.locator('ps-signals-menu').getByRole('menu')).toBeVisible();
    await expectOnlyMessages(page, 'signals menu');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Alt+i');
    await page.keyboard.type('go on');
    await page.keyboard.press('Enter');
    await expect(page.locator('ps-exit-banner')).toBeVisible();
    await expectOnlyMessages(page, 'finished run');

    await page.keyboard.press('Alt+c');
    await page.locator('ps-composer').getByRole('radio').nth(0).check();
    await page.keyboard.press('Alt+c');
    await page.keyboard.type('pyhton3');
    await page.keyboard.press('Control+Enter');
    const card = page.locator('ps-start-error');
    await card.locator('summary').click();
    await expect(card).toContainText('python3');
    await expectOnlyMessages(page, 'failed start');

    await page.keyboard.press('Alt+k');
    await expect(page.locator('ps-palette').getByRole('option').first()).toBeVisible();
    await expectOnlyMessages(page, 'palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.locator('ps-shortcuts').getByRole('heading').first()).toBeVisible();
    await expectOnlyMessages(page, 'shortcuts');
    await page.keyboard.press('Escape');
    await page.locator('ps-banner').getByRole('button').nth(2).click();
    await expect(page.locator('ps-settings').getByRole('heading', { level: 1 })).toBeFocused();
    await expectOnlyMessages(page, 'settings');
  } finally {
    await leave();
    await agent.stop();
  }
});
