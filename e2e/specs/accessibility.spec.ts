import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, composeExec, composeShell, lane, run } from '../support/page.ts';

const WIDTHS = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
const THEMES = ['dark', 'light', 'contrast'] as const;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Every rule of axe on the page as it is; only what it found wrong is described. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const found = await axe.run({ resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
}

/** Every theme and width of what is on the page now. */
async function expectNoViolations(page: Page, what: string): Promise<void> {
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const theme of THEMES) {
      await page.evaluate((name) => {
        document.documentElement.dataset['theme'] = name;
      }, theme);
      expect(await violations(page), `${what}, ${theme}, ${size.width} px`).toEqual([]);
    }
  }
}

test('axe finds nothing on the first-run page', async ({ page, leave }) => {
  const agent = await startAgent();
  await page.goto(await freshLink(agent));
  await expect(page.getByText('Start a process and watch its pipes.')).toBeVisible();
  await expectNoViolations(page, 'first run');
  await leave();
  await agent.stop();
});

test('axe finds nothing on a live run', async ({ scope }) => {
  await composeShell(scope, 'echo out; echo err >&2; printf "\\033[31mred\\033[0m \\377\\n"; exec sleep 1000');
  await run(scope);
  await expect(lane(scope).getByRole('listitem')).toHaveCount(3);
  await expectNoViolations(scope, 'live run');
  await scope.setViewportSize(WIDTHS[0]);
  await scope.getByRole('button', { name: 'Stop' }).click();
  await expect(banner(scope)).toContainText('SIGTERM');
  await expectNoViolations(scope, 'finished run');
});

test('axe finds nothing on a run that did not start', async ({ scope }) => {
  await composeExec(scope, ['pyhton3']);
  await run(scope);
  await expect(scope.getByRole('group', { name: 'It never started' })).toBeVisible();
  await expectNoViolations(scope, 'error');
});

test('axe finds nothing on the settings page', async ({ scope }) => {
  await scope.goto(new URL('/settings', scope.url()).href);
  await expect(scope.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await expectNoViolations(scope, 'settings');
});

test('a live run fits 320 px: nothing scrolls sideways and nothing lies outside', async ({ scope }) => {
  await composeShell(scope, 'echo out; exec sleep 1000');
  await run(scope);
  await scope.setViewportSize({ width: 320, height: 640 });
  await expect(lane(scope).getByRole('listitem')).toHaveCount(1);
  expect(await scope.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  for (const button of await scope.getByRole('main').getByRole('button').all()) {
    const box = await button.boundingBox();
    if (box !== null) expect(box.x + box.width, await button.innerText()).toBeLessThanOrEqual(320);
  }
  await scope.getByRole('button', { name: 'Stop' }).click();
  await expect(banner(scope)).toContainText('SIGTERM');
});

test('a command of many lines leaves the output its room, and says how many are not shown', async ({ scope }) => {
  const script = Array.from({ length: 30 }, (_, at) => `echo line ${at + 1}`).join('\n');
  await composeShell(scope, `${script}\nexec sleep 1000`);
  await run(scope);
  const heading = scope.getByRole('main').getByRole('heading', { name: /^#\d+ echo line 1/ });
  for (const [width, height, left] of [
    [1440, 900, '+28 lines'],
    [1280, 800, '+28 lines'],
    [640, 400, '+29 lines'],
    [390, 800, '+29 lines'],
  ] as const) {
    await scope.setViewportSize({ width, height });
    await expect(scope.getByText(left, { exact: true })).toBeVisible();
    await expect(heading).toContainText('echo line 1');
    expect((await lane(scope).boundingBox())?.height, `log at ${width} px`).toBeGreaterThanOrEqual(100);
    const page = await scope.evaluate(() => {
      const { scrollHeight, scrollWidth } = document.documentElement;
      return { height: scrollHeight, width: scrollWidth };
    });
    expect(page).toEqual({ height, width });
    // Not only inside the page: also inside what its own part of it shows.
    const copy = scope.getByRole('button', { name: 'Copy', exact: true });
    await expect(copy).toBeInViewport({ ratio: 1 });
  }
  await scope.getByRole('button', { name: 'Stop' }).click();
  await expect(banner(scope)).toContainText('SIGTERM');
});

test('a long argument and many of them scroll in the composer: Run and the form stay in reach', async ({ scope }) => {
  await composeExec(scope, ['printf', '%s']);
  const chips = scope.getByRole('group', { name: 'Arguments' }).getByRole('textbox');
  await chips.last().fill('long '.repeat(4_000));
  for (let at = 0; at < 40; at += 1) await chips.last().fill(`argument ${at}`);
  for (const [width, height] of [
    [1440, 900],
    [640, 400],
    [390, 800],
  ] as const) {
    await scope.setViewportSize({ width, height });
    await scope.keyboard.press('Alt+c');
    await expect(chips.last()).toBeFocused();
    await expect(chips.last()).toBeInViewport({ ratio: 1 });
    await expect(scope.getByRole('radio', { name: 'shell' })).toBeInViewport();
    await expect(scope.getByRole('button', { name: 'Run', exact: true })).toBeInViewport({ ratio: 1 });
  }
});
