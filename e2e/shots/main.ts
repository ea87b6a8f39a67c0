import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { startProxy } from '../support/proxy.ts';
import { ROOT } from '../support/root.ts';
import { type ShotState, STATES } from './states.ts';

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;
/** Milliseconds a state may take to come about. */
const PATIENCE = 10_000;
const THEMES = ['dark', 'light'] as const;

const folder = join(ROOT, 'shots');
const wanted = process.argv.slice(2);

/** One picture of one state, with an agent of its own so that no run of another is in it. */
async function shoot(browser: Browser, state: ShotState, width: number, height: number, theme: 'dark' | 'light') {
  const agent = await startAgent();
  const proxy = await startProxy(agent.port);
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    hasTouch: width < 600,
    isMobile: width < 600,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE);
  try {
    const page = await context.newPage();
    const link = new URL(await freshLink(agent));
    await page.goto(`http://127.0.0.1:${proxy.port}/${link.hash}`);
    await page
      .getByText(/^connected/)
      .first()
      .waitFor();
    await state.enter(page, { proxy });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const file = join(folder, `${state.name}-${width}-${theme}.png`);
    await page.screenshot({ path: file });
    process.stdout.write(`${file}\n`);
  } finally {
    await context.close();
    await proxy.close();
    await agent.stop();
  }
}

mkdirSync(folder, { recursive: true });
const executablePath = process.env['PIPESCOPE_CHROMIUM'];
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
});
let failures = 0;
for (const state of STATES.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)))) {
  for (const { width, height } of SIZES) {
    if (state.phone === true && width > 600) continue;
    for (const theme of THEMES) {
      try {
        await shoot(browser, state, width, height, theme);
      } catch (error) {
        failures += 1;
        process.stderr.write(
          `${state.name} ${width} ${theme}: ${error instanceof Error ? error.message : String(error)}\n`,
        );
      }
    }
  }
}
await browser.close();
process.exitCode = failures === 0 ? 0 : 1;
