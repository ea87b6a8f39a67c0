import type { Locator, Page } from '@playwright/test';

/** The lane of the selected run. */
export const lane = (page: Page): Locator => page.getByRole('log');

/** The banner that says in words how a run ended. */
export const banner = (page: Page): Locator => page.getByRole('group', { name: 'How it ended' });

export const runList = (page: Page): Locator => page.getByRole('navigation');

/** Puts the composer into shell mode and fills the line. */
export async function composeShell(page: Page, command: string): Promise<void> {
  await page.getByRole('radio', { name: 'shell' }).check();
  await page.getByRole('textbox', { name: 'Shell command' }).fill(command);
}

/** Puts the composer into exec mode and types one chip per argument. */
export async function composeExec(page: Page, argv: readonly string[]): Promise<void> {
  await page.getByRole('radio', { name: 'exec' }).check();
  const chips = page.getByRole('group', { name: 'Arguments' }).getByRole('textbox');
  while ((await chips.count()) > 1) {
    await chips.first().fill('');
    await chips.first().press('Backspace');
  }
  await chips.first().click();
  for (const [index, argument] of argv.entries()) {
    await page.keyboard.type(argument);
    if (index < argv.length - 1) await page.keyboard.press('Enter');
  }
}

/** Presses Run. */
export async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run', exact: true }).click();
}

/** Opens the composer's option for the working directory and gives its field. */
export async function cwdField(page: Page): Promise<Locator> {
  const field = page.getByRole('combobox', { name: 'Working directory' });
  if (!(await field.isVisible())) await page.getByRole('button', { name: /^cwd/ }).click();
  return field;
}

/** Chooses a value of one of the composer's options that have a few: where a stream leads, who consumes. */
export async function chooseOption(
  page: Page,
  option: 'stdin' | 'stdout' | 'stderr' | 'consumer',
  value: string,
): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${option}`) }).click();
  await page.getByRole('radiogroup', { name: option }).getByRole('radio', { name: value, exact: true }).check();
  await page.keyboard.press('Escape');
}
