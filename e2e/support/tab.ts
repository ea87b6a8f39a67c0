import type { Browser, BrowserContext, Page } from '@playwright/test';
import { reportViolations } from './violations.ts';

/** A document that is served by nobody: no socket is opened for it, and it runs nothing. */
const NOWHERE = '/nowhere';
/** Between documents that differ in one of these the browser changes the renderer. */
const LIKE_THE_PAGE = {
  'Content-Type': 'text/html',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Origin-Agent-Cluster': '?1',
};

interface Size {
  width: number;
  height: number;
}

/** A tab in a browser context of its own. */
export class Tab {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly #viewport: Size;
  readonly #visited = new Set<string>();

  private constructor(context: BrowserContext, page: Page, viewport: Size) {
    this.context = context;
    this.page = page;
    this.#viewport = viewport;
    page.on('framenavigated', (frame) => {
      const { origin } = new URL(frame.url());
      if (origin !== 'null') this.#visited.add(origin);
    });
  }

  static async open(browser: Browser, viewport: Size): Promise<Tab> {
    const context = await browser.newContext({ viewport });
    await reportViolations(context);
    return new Tab(context, await context.newPage(), viewport);
  }

  /**
   * Leaves what the tab shows, in the renderer it has: the page's connection ends, and what it stored is gone. Other
   * tabs of the context are closed.
   */
  async leave(): Promise<void> {
    for (const other of this.context.pages()) if (other !== this.page) await other.close();
    await this.page.route(`**${NOWHERE}`, (route) => route.fulfill({ headers: LIKE_THE_PAGE, body: '' }));
    const devtools = await this.context.newCDPSession(this.page);
    for (const origin of [...this.#visited]) {
      await this.page.goto(origin + NOWHERE);
      await this.page.evaluate(() => sessionStorage.clear());
      await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    }
    await devtools.detach();
    await this.page.unrouteAll();
    this.#visited.clear();
  }

  /** Takes back what a test may have asked of the browser. */
  async reset(): Promise<void> {
    await this.context.clearPermissions();
    await this.page.emulateMedia({ media: null, colorScheme: null, reducedMotion: null, forcedColors: null });
    await this.page.setViewportSize(this.#viewport);
  }

  /** Closes the tab and all that was opened from it. */
  close(): Promise<void> {
    return this.context.close();
  }
}

/**
 * The tab that the tests of a worker use one after another. To open the page takes half of a test's processor time in a
 * new browser context (a renderer for about:blank, then one for the page, which compiles its scripts anew), and a third
 * of that in a renderer that is there.
 */
export class SharedTab {
  readonly #open: () => Promise<Tab>;
  #tab: Tab | null = null;

  constructor(open: () => Promise<Tab>) {
    this.#open = open;
  }

  async get(): Promise<Tab> {
    this.#tab ??= await this.#open();
    return this.#tab;
  }

  async close(): Promise<void> {
    await this.#tab?.close();
  }
}
