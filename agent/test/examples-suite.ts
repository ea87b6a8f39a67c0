import { describe, expect, test } from 'vitest';
import { runAndCollect } from '../examples/p01-run-and-collect.ts';
import { severalAtOnce } from '../examples/p02-several-at-once.ts';
import { linesAsTheyCome } from '../examples/p03-lines-as-they-come.ts';
import { bothStreams } from '../examples/p04-both-streams.ts';
import { timeLimit } from '../examples/p05-time-limit.ts';
import { keepWhatCame } from '../examples/p06-keep-what-came.ts';
import { questionAndAnswer } from '../examples/p07-question-and-answer.ts';
import { answerPrompts } from '../examples/p08-prompt-without-newline.ts';
import { framedProtocol } from '../examples/p09-framed-protocol.ts';
import { endOfInput } from '../examples/p10-end-of-input.ts';
import { joinedWithBackPressure } from '../examples/p12-joined-with-back-pressure.ts';
import { deadlock } from '../examples/p13-deadlock.ts';
import { killTheGroup } from '../examples/p14-kill-the-group.ts';
import { CommandFailed, pool } from '../examples/p15-pool.ts';
import { ownChildren } from './fd-table.ts';
import { makeGate } from './gate.ts';
import { heldUntil } from './held-until.ts';
import { type OpenedApi, openForTests } from './process-suite.ts';
import { until } from './until.ts';

/** Declares a test of every example that runs wherever the children live. */
export function describeExamples(name: string, open: () => Promise<OpenedApi>): void {
  describe(`${name}`, () => {
    const example = openForTests(open);

    test('P1 collects both outputs and the code of a command that fails', async () => {
      const { returncode, stdout, stderr } = await runAndCollect(example);
      expect(returncode).toBeGreaterThan(0);
      expect(stdout).toBe('');
      expect(stderr).toContain('/nope');
    });

    test('P2 has the results in the order of the calls', async () => {
      expect(await severalAtOnce(example)).toEqual(['3\n', '1\n', '2\n']);
    });

    test('P3 shows lines when they come, and not all at the end', async () => {
      const gates = [makeGate(), makeGate()];
      const opened: Promise<void>[] = [];
      const lines: string[] = [];
      const show = (line: string): void => {
        const gate = gates[lines.length];
        lines.push(line);
        if (gate !== undefined) opened.push(gate.open());
      };
      // Each line has to be shown before the next one is written.
      const waits = gates.map(({ path }, index) => `read -r line <${path}; echo "reply ${index + 2}"`);
      const command = ['echo "reply 1"', ...waits].join('; ');
      expect(await linesAsTheyCome(example, show, command)).toBe(0);
      expect(lines).toEqual(['reply 1\n', 'reply 2\n', 'reply 3\n']);
      await Promise.all(opened);
    });

    test('P4 reads both streams without a deadlock', async () => {
      const counts = { out: 0, err: 0 };
      expect(await bothStreams(example, (tag) => (counts[tag] += 1))).toBe(0);
      expect(counts).toEqual({ out: 2000, err: 2000 });
    });

    test('P5 ends a child by itself, by SIGTERM or by SIGKILL', async () => {
      expect(await timeLimit(example, 'exit 3', [20_000, 20_000])).toBe(3);
      expect(await timeLimit(example, 'exec sleep 60', [50, 20_000])).toBe(-15);
      const gate = makeGate();
      const deaf = { api: heldUntil(example.api, gate.reached) };
      expect(await timeLimit(deaf, `trap '' TERM; : >${gate.path}; while :; do :; done`, [300, 100])).toBe(-9);
    });

    test('P6 keeps what came before the time limit', async () => {
      const gate = makeGate();
      const said = { api: heldUntil(example.api, gate.reached) };
      expect(await keepWhatCame(said, `echo first; : >${gate.path}; exec sleep 60`, 500)).toBe('first\n');
      expect(await keepWhatCame(example, 'echo all', 20_000)).toBe('all\n');
    });

    test('P7 gets an answer to each question', async () => {
      expect(await questionAndAnswer(example, ['6*7', '2^10'])).toEqual(['42', '1024']);
    });

    test('P8 answers prompts that end no line', async () => {
      expect(await answerPrompts(example, { 'login: ': 'joe', 'password: ': 'secret' })).toBe('welcome joe\n');
    });

    test('P9 speaks in frames, and says how much of one was missing', async () => {
      const answers = await framedProtocol(example, ['hello', 'x'.repeat(100_000), 'break off']);
      expect(answers).toEqual(['HELLO', 'X'.repeat(100_000), { partial: 4, expected: 9 }]);
    });

    test('P10 gets its answer when the input has ended', async () => {
      expect(await endOfInput(example, Array.from({ length: 1000 }, String))).toBe(1000);
    });

    test('P12 carries every byte from one child to the other', async () => {
      expect(await joinedWithBackPressure(example)).toBe(5_000_000);
    });

    test('P13 shows the deadlock, and undoes it', async () => {
      // The time limit begins when nothing moves any more.
      let isStuck = () => false;
      const held = heldUntil(example.api, async ({ stdin }) => {
        isStuck = () => (stdin?.transport.getWriteBufferSize() ?? 0) < 1_800_000;
      });
      const waitFor: typeof held.waitFor = async (run, milliseconds) => {
        await until('full pipes', isStuck);
        return held.waitFor(run, milliseconds);
      };
      const { timedOut, unsent, received } = await deadlock({ api: { ...held, waitFor } }, 100);
      expect({ timedOut, received }).toEqual({ timedOut: true, received: 2_000_000 });
      expect(unsent).toBeGreaterThan(1_500_000);
      expect(unsent).toBeLessThan(1_800_000);
    });

    test('P14 finds the pipe open when the shell is dead, and closed when the group is', async () => {
      expect(await killTheGroup(example, 200)).toEqual({ returncode: -9, stillOpen: true, rest: '' });
    });

    test('P15 runs a pool, and leaves nothing of it when one fails', async () => {
      const commands = Array.from({ length: 10 }, (_, index) => `sleep 0.0${index}; echo ${index}`);
      expect(await pool(example, commands)).toEqual(commands.map((_, index) => `${index}\n`));
      const failing = ['sleep 60 & sleep 60', 'sleep 60', 'echo no; exit 3', 'sleep 60', 'sleep 60'];
      const error = await pool(example, failing).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(CommandFailed);
      expect(error).toMatchObject({ returncode: 3, output: 'no\n' });
      expect(ownChildren()).toEqual([]);
    });
  });
}
