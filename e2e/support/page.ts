import type { Locator, Page } from '@playwright/test';

/** The lane of the selected run. */
export const lane = (page: Page): Locator => page.getByRole('log');

/** The banner that says in words how a run ended. */
export const banner = (page: Page): Locator => page.getByRole('status', { name: 'How it ended' });

export const runList = (page: Page): Locator => page.getByRole('navigation');

/** Puts the composer into shell mode and fills the line. */
export async function composeShell(page: Page, command: string): Promise<void> {
  await page.getByRole('radio', { name: 'shell' }).check();
  await page.getByRole('textbox', { name: 'Shell command' }).fill(command);
}

/** Puts the composer into exec mode and types one chip per argument. */
export async function composeExec(page: Page, argv: readonly string[]): Promise<void> {
  await page.getByRole('radio', { name: 'exec' }).check();
  await page.getByRole('button', { name: 'Clear' }).click();
  await page.getByRole('textbox', { name: 'Program' }).click();
  for (const [index, argument] of argv.entries()) {
    await page.keyboard.type(argument);
    if (index < argv.length - 1) await page.keyboard.press('Enter');
  }
}

/** Presses Run. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}
