import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../support/fixtures.ts';
import { composeExec, cwdField, lane, run } from '../support/page.ts';

test('the working directory is completed from the folders of the host, with keys and with the mouse', async ({
  scope,
}) => {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'pipescope-cwd-')));
  for (const name of ['alpha/inner', 'alpine', 'beta']) mkdirSync(join(dir, name), { recursive: true });
  await composeExec(scope, ['pwd']);
  const field = await cwdField(scope);
  const folders = scope.getByRole('listbox', { name: 'Folders' }).getByRole('option');
  await field.fill(`${dir}/al`);
  await expect(folders).toHaveText(['alpha', 'alpine']);
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(scope.getByText('2 folders.')).toBeVisible();

  // Esc closes the list and leaves the popover; an arrow opens it again.
  await field.press('Escape');
  await expect(folders).toHaveCount(0);
  await expect(field).toHaveAttribute('aria-expanded', 'false');
  await expect(field).toBeFocused();
  await field.press('ArrowDown');
  await expect(folders).toHaveText(['alpha', 'alpine']);

  await field.press('ArrowUp');
  await expect(scope.getByRole('option', { name: 'alpine' })).toHaveAttribute('aria-selected', 'true');
  await field.press('ArrowUp');
  const alpha = scope.getByRole('option', { name: 'alpha' });
  await expect(alpha).toHaveAttribute('aria-selected', 'true');
  expect(await field.getAttribute('aria-activedescendant')).toBe(await alpha.getAttribute('id'));
  await field.press('Enter');
  await expect(field).toHaveValue(`${dir}/alpha/`);
  await expect(folders).toHaveText(['inner']);
  await field.press('ArrowDown');
  await field.press('Tab');
  await expect(field).toHaveValue(`${dir}/alpha/inner/`);
  await expect(field).not.toBeFocused();

  await field.fill(`${dir}/`);
  await scope.getByRole('option', { name: 'beta' }).click();
  await expect(field).toHaveValue(`${dir}/beta/`);
  await expect(field).toBeFocused();
  await expect(scope.getByText('It has no folders in it.')).toBeVisible();
  await field.fill(`${dir}/nope/`);
  await expect(scope.getByText(`${dir}/nope/ does not exist.`)).toBeVisible();
  await expect(field).toHaveAttribute('aria-expanded', 'false');

  await field.fill(`${dir}/beta/`);
  await scope.keyboard.press('Escape');
  await scope.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await run(scope);
  await expect(lane(scope).getByRole('listitem', { name: `: ${dir}/beta` })).toBeVisible();
  rmSync(dir, { recursive: true });
});
