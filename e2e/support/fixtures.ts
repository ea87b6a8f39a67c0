import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { type RunningAgent, startAgent } from './agent.ts';
import { freshLink } from './client.ts';
import { descendants, openFds } from './proc.ts';

/** What a test says it will provoke; anything else in the console fails it. */
export interface Announced {
  /** Allows console errors whose text matches. */
  expect(pattern: RegExp): void;
  /** Judges the console of a further page too. */
  watch(page: Page): void;
}

interface TestFixtures {
  /** A one-use link to the agent. */
  link: string;
  announced: Announced;
  /** A page that has followed a fresh link and is connected. */
  scope: Page;
}

interface WorkerFixtures {
  agent: RunningAgent;
}

/** Lines the page's console may hold, besides nothing: collected per page and judged at the end. */
function watchConsole(page: Page, problems: string[]): void {
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  agent: [
    async ({ browserName: _browserName }, use) => {
      const agent = await startAgent();
      await use(agent);
      await agent.stop();
    },
    { scope: 'worker' },
  ],

  link: async ({ agent }, use) => {
    await use(await freshLink(agent));
  },

  announced: [
    async ({ page, agent }, use) => {
      const problems: string[] = [];
      const allowed: RegExp[] = [];
      watchConsole(page, problems);
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(`CSP violation: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
        });
      });
      const fdsBefore = { agent: openFds(agent.pid).size, supervisor: openFds(agent.supervisorPid).size };
      await use({ expect: (pattern) => allowed.push(pattern), watch: (other) => watchConsole(other, problems) });
      await page.context().close();
      expect(
        problems.filter((text) => !allowed.some((pattern) => pattern.test(text))),
        'the page complained',
      ).toEqual([]);
      await expect
        .poll(() => descendants(agent.supervisorPid).filter((stat) => stat.pid !== agent.pid), {
          message: 'processes left behind',
        })
        .toEqual([]);
      await expect
        .poll(() => openFds(agent.pid).size, { message: 'open fds of the agent' })
        .toBeLessThanOrEqual(fdsBefore.agent);
      await expect
        .poll(() => openFds(agent.supervisorPid).size, { message: 'open fds of the supervisor' })
        .toBeLessThanOrEqual(fdsBefore.supervisor);
    },
    { auto: true },
  ],

  scope: async ({ page, link }, use) => {
    await page.goto(link);
    await expect(page.getByText(/^connected/)).toBeVisible();
    // Connected comes first, the list of runs after it; with the list the page is all there.
    await expect(page.getByRole('radio', { name: 'exec' })).toBeVisible();
    await use(page);
  },
});

export { expect };
