import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { type RunningAgent, startAgent } from './agent.ts';
import { freshLink } from './client.ts';
import { fdsOfItsOwn } from './connections.ts';
import { descendants, openFds } from './proc.ts';
import { SharedTab, Tab } from './tab.ts';

/** What a test says it will provoke; anything else in the console fails it. */
export interface Announced {
  /** Allows console errors whose text matches. */
  expect(pattern: RegExp): void;
  /** Judges the console of a further page too. */
  watch(page: Page): void;
}

export interface TestOptions {
  /**
   * Has the test a browser context of its own, as cold as that of a first visit? For tests that measure, and for those
   * that change what cannot be changed back. The others of a worker use one tab, one after another.
   */
  isolated: boolean;
}

interface TestFixtures extends TestOptions {
  tab: Tab;
  /** A one-use link to the agent. */
  link: string;
  /** Leaves the page, so that nothing of it is connected any more. */
  leave: () => Promise<void>;
  announced: Announced;
  /** A page that has followed a fresh link and is connected. */
  scope: Page;
}

interface WorkerFixtures {
  agent: RunningAgent;
  sharedTab: SharedTab;
}

const DESKTOP = { width: 1440, height: 900 };

/**
 * Lines the page's console may hold, besides nothing: collected per page and judged at the end.
 * @returns ends the watch
 */
function watchConsole(page: Page, problems: string[]): () => void {
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console: ${message.text()}`);
  };
  const onError = (error: Error): void => {
    problems.push(`page error: ${error.message}`);
  };
  page.on('console', onConsole);
  page.on('pageerror', onError);
  return () => {
    page.off('console', onConsole);
    page.off('pageerror', onError);
  };
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

  sharedTab: [
    async ({ agent, browser }, use) => {
      const before = openFds(agent.pid).size;
      const tab = new SharedTab(() => Tab.open(browser, DESKTOP));
      await use(tab);
      await tab.close();
      await expect
        .poll(() => openFds(agent.pid).size, { message: 'open fds of the agent without a browser' })
        .toBeLessThanOrEqual(before);
    },
    { scope: 'worker' },
  ],

  isolated: [false, { option: true }],

  tab: async ({ isolated, sharedTab, browser }, use) => {
    const tab = isolated ? await Tab.open(browser, DESKTOP) : await sharedTab.get();
    await use(tab);
    await (isolated ? tab.close() : tab.reset());
  },

  context: async ({ tab }, use) => {
    await use(tab.context);
  },

  page: async ({ tab }, use) => {
    await use(tab.page);
  },

  link: async ({ agent }, use) => {
    await use(await freshLink(agent));
  },

  leave: async ({ tab, isolated }, use) => {
    await use(() => (isolated ? tab.close() : tab.leave()));
  },

  announced: [
    async ({ page, agent, leave }, use) => {
      const problems: string[] = [];
      const allowed: RegExp[] = [];
      const unwatch = watchConsole(page, problems);
      const before = { agent: fdsOfItsOwn(agent.pid), supervisor: openFds(agent.supervisorPid).size };
      await use({ expect: (pattern) => allowed.push(pattern), watch: (other) => void watchConsole(other, problems) });
      await leave();
      unwatch();
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
        .poll(() => fdsOfItsOwn(agent.pid), { message: 'open fds of the agent' })
        .toBeLessThanOrEqual(before.agent);
      await expect
        .poll(() => openFds(agent.supervisorPid).size, { message: 'open fds of the supervisor' })
        .toBeLessThanOrEqual(before.supervisor);
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
