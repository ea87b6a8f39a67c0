import type { Page } from '@playwright/test';
import { figure } from '../support/figure.ts';
import { expect, test } from '../support/fixtures.ts';
import { banner, composeShell, lane, run } from '../support/page.ts';
import { descendants, residentMib } from '../support/proc.ts';

/** Times between animation frames over `ms` milliseconds, as the page sees them. */
function frameTimes(page: Page, ms: number): Promise<number[]> {
  return page.evaluate(
    (span) =>
      new Promise<number[]>((done) => {
        const times: number[] = [];
        const start = performance.now();
        let last = start;
        const frame = () => {
          const now = performance.now();
          times.push(now - last);
          last = now;
          if (now - start < span) requestAnimationFrame(frame);
          else done(times);
        };
        requestAnimationFrame(frame);
      }),
    ms,
  );
}

/** The value below which `share` of the sorted values lie. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

test('frames stay smooth while 5,000 lines a second arrive', async ({ scope }) => {
  const source =
    'import sys,time\nt=time.monotonic()\nn=0\nwhile True:\n' +
    ' due=int((time.monotonic()-t)*5000)\n' +
    " sys.stdout.write(''.join('line %d with some words in it\\n'%i for i in range(n,due)));sys.stdout.flush()\n" +
    ' n=due\n time.sleep(0.01)\n';
  await composeShell(scope, `exec python3 -c "${source.replaceAll('"', '\\"')}"`);
  await run(scope);
  await expect(
    lane(scope)
      .getByRole('listitem', { name: /line \d{4,} with/ })
      .first(),
  ).toBeVisible();
  const p99 = quantile(await frameTimes(scope, 6_000), 0.99);
  figure(`frame p99 ${p99.toFixed(1)} ms at 5,000 lines/s`);
  expect(p99).toBeLessThanOrEqual(50);
  await scope.getByRole('button', { name: 'Stop' }).click();
  await expect(banner(scope)).toContainText('SIGTERM');
});

test('yes for half a minute: memory is bounded, typing answers, Stop is prompt', async ({ scope, agent }) => {
  test.setTimeout(120_000);
  await composeShell(scope, 'exec yes');
  await run(scope);
  await expect(scope.getByRole('button', { name: 'Stop' })).toBeVisible();
  const began = Date.now();
  const memory: { at: number; mib: number }[] = [];
  const delays: number[] = [];
  const filter = scope.getByRole('searchbox', { name: 'Filter runs' });
  await filter.focus();
  while (Date.now() - began < 30_000) {
    memory.push({ at: Date.now() - began, mib: residentMib(agent.pid) });
    delays.push(
      await filter.evaluate(
        (input) =>
          new Promise<number>((done) => {
            const field = input as HTMLInputElement;
            const start = performance.now();
            field.value = String(start);
            field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
            requestAnimationFrame(() => {
              const channel = new MessageChannel();
              channel.port1.onmessage = () => done(performance.now() - start);
              channel.port2.postMessage(0);
            });
          }),
      ),
    );
    // Often enough that one slow answer of three hundred does not decide.
    await scope.evaluate(() => new Promise((done) => setTimeout(done, 50)));
  }
  await filter.fill('');
  const peak = Math.max(...memory.map((sample) => sample.mib));
  // What grows is the level: a collection of garbage under way is a spike, and the peak has a bound of its own.
  const level = (from: number, to: number): number =>
    quantile(
      memory.filter(({ at }) => at >= from && at < to).map(({ mib }) => mib),
      0.5,
    );
  const growth = level(27_000, 30_000) - level(20_000, 23_000);
  const typing = quantile(delays, 0.99);
  figure(
    `yes for 30 s: agent rss peak ${peak.toFixed(0)} MiB, growth ${growth.toFixed(1)} MiB, input to paint p99 ${typing.toFixed(0)} ms`,
  );
  expect(peak).toBeLessThanOrEqual(200);
  expect(growth, `MiB: ${memory.map(({ mib }) => mib.toFixed(0)).join(' ')}`).toBeLessThanOrEqual(10);
  expect(typing).toBeLessThanOrEqual(100);

  const stopped = scope.evaluate(
    () =>
      new Promise<number>((done) => {
        const find = (root: ParentNode): Element | null => {
          for (const element of root.querySelectorAll('*')) {
            if (element.tagName === 'BUTTON' && element.textContent?.trim() === 'Stop') return element;
            const inner = element.shadowRoot === null ? null : find(element.shadowRoot);
            if (inner !== null) return inner;
          }
          return null;
        };
        const button = find(document) as HTMLButtonElement;
        button.click();
        done(Date.now());
      }),
  );
  const at = await stopped;
  while (descendants(agent.pid).some((stat) => stat.command === 'yes')) {
    if (Date.now() - at > 5_000) break;
  }
  const took = Date.now() - at;
  figure(`Stop ended yes after ${took} ms`);
  expect(took).toBeLessThanOrEqual(200);
  await expect(banner(scope)).toContainText('Ended by SIGTERM');
});

test('a million lines in Follow: the end is shown and recorded whole, and two hundred jumps each show their row at once', async ({
  scope,
}) => {
  await composeShell(scope, 'seq 1 1000000');
  await run(scope);
  await expect(banner(scope)).toContainText('Finished. Exit code 0', { timeout: 30_000 });
  await expect(lane(scope).getByRole('listitem', { name: /^stdout, line 1000000, .*: 1000000$/ })).toBeVisible();
  await expect(banner(scope)).toContainText('1,000,000 lines');
  await expect(banner(scope)).toContainText('recorded whole');

  let seed = 12_345;
  const lines = Array.from({ length: 200 }, () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 300_001 + (seed % 699_000);
  });
  const field = await scope.getByRole('textbox', { name: 'Go to line' }).elementHandle();
  const log = await lane(scope).elementHandle();
  // The page keeps the time: a test driver's own round trips are no part of a jump.
  const jumps = await scope.evaluate(
    async ({ field, log, lines }) => {
      const shown = (line: number) => {
        const row = log?.querySelector(`[role=listitem]:not([hidden])[aria-label^="stdout, line ${line}, "]`);
        const view = log?.getBoundingClientRect();
        const place = row?.getBoundingClientRect();
        return view && place && place.top >= view.top && place.bottom <= view.bottom ? row : null;
      };
      const results: { line: number; name: string; ms: number }[] = [];
      for (const line of lines) {
        const began = performance.now();
        (field as HTMLInputElement).value = String(line);
        field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
        while (!shown(line) && performance.now() - began < 5_000) await new Promise(requestAnimationFrame);
        results.push({ line, name: shown(line)?.getAttribute('aria-label') ?? '', ms: performance.now() - began });
      }
      return results;
    },
    { field, log, lines },
  );
  for (const { line, name } of jumps) expect(name).toMatch(new RegExp(`: ${line}$`));
  const times = jumps.map(({ ms }) => ms);
  const p99 = quantile(times, 0.99);
  figure(`200 jumps in 1,000,000 rows: p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  expect(p99).toBeLessThanOrEqual(100);
});
