import type { Page } from '@playwright/test';
import { banner, chooseOption, composeExec, composeShell, lane, run } from '../support/page.ts';
import type { Proxy } from '../support/proxy.ts';

/** What a state may use besides the page. */
export interface Stage {
  /** Stands between the page and the agent. */
  readonly proxy: Proxy;
}

/** One state of the page worth looking at. */
export interface ShotState {
  readonly name: string;
  /** True when it is drawn for phones only. */
  readonly phone?: boolean;
  /** True when no run may have been started before it. */
  readonly empty?: boolean;
  /** Brings the page there; the page is connected and at `/`. */
  enter(page: Page, stage: Stage): Promise<void>;
}

const SHOP = String.raw`while read -r item; do case $item in bad*) echo "Error: no such item: $item" >&2;; *) printf '\033[32mok\033[0m %s|18.5\n' "$item";; esac; done`;

/** A finished conversation: input, answers with colours, complaints, ended by a signal. */
async function conversation(page: Page): Promise<void> {
  await composeShell(page, SHOP);
  await run(page);
  const stdin = page.getByRole('textbox', { name: 'stdin' });
  for (const line of ['teapot', 'kettle', 'bad things happen', 'cup', 'saucer', 'bad luck', 'spoon']) {
    await stdin.fill(line);
    await stdin.press('Enter');
  }
  await lane(page)
    .getByRole('listitem', { name: /spoon\|18\.5/ })
    .waitFor();
}

async function several(page: Page): Promise<void> {
  for (const command of ['seq 1 200', 'exit 2', 'kill -9 $$', 'echo héllo; printf "no newline"']) {
    await composeShell(page, command);
    await run(page);
    await banner(page).waitFor();
  }
}

export const STATES: readonly ShotState[] = [
  { name: '03-first-run', empty: true, enter: async () => undefined },
  {
    name: '01-live',
    enter: async (page) => {
      await several(page);
      await composeShell(page, "yes 'I read my pipes'");
      await chooseOption(page, 'consumer', 'Paused');
      await run(page);
      await page.getByRole('button', { name: 'Stop' }).waitFor();
      await lane(page).getByRole('listitem').first().waitFor();
    },
  },
  {
    name: '02-finished',
    enter: async (page) => {
      await several(page);
      await conversation(page);
      await page.getByRole('button', { name: 'Stop' }).click();
      await banner(page).waitFor();
    },
  },
  {
    name: '07-error',
    enter: async (page) => {
      await several(page);
      await composeExec(page, ['pyhton3', '-V']);
      await run(page);
      await page.getByRole('group', { name: 'It never started' }).waitFor();
    },
  },
  {
    name: '08a-phone-runs',
    phone: true,
    enter: async (page) => {
      await several(page);
      await page.getByRole('button', { name: 'Back to runs' }).click();
    },
  },
  {
    name: '08b-phone-run',
    phone: true,
    enter: async (page) => {
      await several(page);
      await conversation(page);
    },
  },
  {
    name: '09-offline',
    enter: async (page, { proxy }) => {
      await several(page);
      await conversation(page);
      proxy.cut();
      await page
        .getByText(/Not connected\./)
        .first()
        .waitFor();
    },
  },
  {
    name: '10-settings',
    enter: async (page) => {
      await page.goto(new URL('/settings', page.url()).href);
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
    },
  },
];
