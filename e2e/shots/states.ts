import type { Page } from '@playwright/test';
import { banner, chooseOption, composeExec, composeShell, cwdField, lane, run } from '../support/page.ts';
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

/** Starts a line of shell. Where there is no room for the composer beside a run it has to be asked for. */
async function start(page: Page, command: string): Promise<void> {
  await page.keyboard.press('Alt+c');
  await composeShell(page, command);
  const before = page.url();
  await run(page);
  await page.waitForURL((url) => url.href !== before);
}

/** A finished conversation: input, answers with colours, complaints, ended by a signal. */
async function conversation(page: Page): Promise<void> {
  await start(page, SHOP);
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
    await start(page, command);
    await banner(page).waitFor();
  }
}

/** A folder with a long name that every host has. */
const LONG_FOLDER = `/usr/share/${'../share/'.repeat(24)}`;
/** A long command: a line wider than any screen, then many complaints. */
const LONG_COMMAND = `printf '%0900d\\n' 7; for word in ${Array.from({ length: 60 }, (_, at) => `complaint${at}`).join(' ')}; do echo "$word" >&2; done; exit 3`;

export const STATES: readonly ShotState[] = [
  { name: '03-first-run', empty: true, enter: async () => undefined },
  {
    name: '01-live',
    enter: async (page) => {
      await several(page);
      await page.keyboard.press('Alt+c');
      await composeShell(page, "yes 'I read my pipes'");
      await chooseOption(page, 'consumer', 'Paused');
      await run(page);
      await page.getByRole('button', { name: 'Stop' }).waitFor();
      await lane(page).getByRole('listitem').first().waitFor();
      // Until the child has filled what it can and nothing moves any more.
      await page.getByText('65,536 B of stdout wait unread in the kernel').waitFor();
      await page.waitForTimeout(2_000);
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
      await page.keyboard.press('Alt+c');
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
      // Totals are written four times a second.
      await page.waitForTimeout(500);
    },
  },
  {
    name: '10-settings',
    enter: async (page) => {
      await page.goto(new URL('/settings', page.url()).href);
      await page.getByRole('heading', { name: 'Settings' }).waitFor();
    },
  },
  {
    name: '11-long',
    enter: async (page) => {
      for (let count = 0; count < 20; count += 1) await start(page, `exit ${count}`);
      await page.keyboard.press('Alt+c');
      await (await cwdField(page)).fill(LONG_FOLDER);
      await page.keyboard.press('Escape');
      await start(page, LONG_COMMAND);
      await banner(page).waitFor();
    },
  },
  {
    name: '12-quiet',
    enter: async (page) => {
      await page.keyboard.press('Alt+c');
      await composeExec(page, ['true']);
      await run(page);
      await banner(page).waitFor();
    },
  },
  {
    name: '13-composing',
    enter: async (page) => {
      await several(page);
      await page.keyboard.press('Alt+c');
      await composeExec(page, ['grep', '-rn', 'a pattern with spaces', '--include=*.ts', 'src', '']);
    },
  },
];
