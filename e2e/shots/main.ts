import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { startAgent } from '../support/agent.ts';
import { freshLink } from '../support/client.ts';
import { startProxy } from '../support/proxy.ts';
import { ROOT } from '../support/root.ts';
import { type ShotState, STATES } from './states.ts';

/** What one page is looked at in, the widest first. A phone has fingers, which cannot be changed while a page is open. */
const DEVICES = [
  {
    touch: false,
    sizes: [
      { width: 1440, height: 900 },
      { width: 1024, height: 768 },
    ],
  },
  { touch: true, sizes: [{ width: 390, height: 844 }] },
] as const;
const THEMES = ['dark', 'light'] as const;
/** Milliseconds a state may take to come about. */
const PATIENCE = 20_000;

const folder = join(ROOT, 'shots');
const wanted = process.argv.slice(2);

/** The pictures of one state on one device, with an agent of its own so that no run of another state is in them. */
async function shoot(browser: Browser, state: ShotState, { touch, sizes }: (typeof DEVICES)[number]) {
  const agent = await startAgent();
  const proxy = await startProxy(agent.port);
  const context = await browser.newContext({
    viewport: sizes[0],
    hasTouch: touch,
    isMobile: touch,
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
    await page.mouse.move(0, 0);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    for (const size of sizes) {
      await page.setViewportSize(size);
      for (const theme of THEMES) {
        await page.emulateMedia({ colorScheme: theme });
        const file = join(folder, `${state.name}-${size.width}-${theme}.png`);
        await page.screenshot({ path: file });
        process.stdout.write(`${file}\n`);
      }
    }
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
  for (const device of DEVICES) {
    if (state.phone === true && !device.touch) continue;
    try {
      await shoot(browser, state, device);
    } catch (error) {
      failures += 1;
      const where = device.touch ? 'on a phone' : 'on a desk';
      process.stderr.write(`${state.name} ${where}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
}
await browser.close();
process.exitCode = failures === 0 ? 0 : 1;
