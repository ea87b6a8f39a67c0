import { setImmediate } from 'node:timers/promises';
import { type ClientMessage, type ClientOp, StreamId, type WireError } from '@pipescope/protocol';
import type { Hub } from './hub.ts';
import { may } from './may.ts';
import { newestRuns } from './newest-runs.ts';
import { RequestError } from './request-error.ts';
import type { Run } from './run.ts';
import { runInfo } from './run-info.ts';
import type { Session } from './session.ts';
import { spawnPlan } from './spawn-spec.ts';
import { StartFailure } from './start-failure.ts';
import type { View } from './view.ts';

type Message<Op extends ClientOp> = Extract<ClientMessage, { op: Op }>;
type Handlers = { readonly [Op in ClientOp]: (message: Message<Op>, view: View) => unknown };

const NOTHING = {};
const FD = { stdout: 1, stderr: 2 } as const;
const STREAM = { stdin: StreamId.stdin, stdout: StreamId.stdout, stderr: StreamId.stderr } as const;

/** Does what messages ask for: one small method per operation. What a method returns or throws is the answer. */
export class CommandHandler implements Handlers {
  readonly #hub: Hub;
  readonly #session: Session;

  constructor(hub: Hub, session: Session) {
    this.#hub = hub;
    this.#session = session;
  }

  /** @throws RequestError when the role does not allow it; what the operation throws. */
  handle(message: ClientMessage, view: View): unknown {
    const { role } = this.#session.identity;
    if (!may(role)) {
      this.#hub.journal.record('op-refused', { op: message.op, role, by: this.#session.id });
      throw new RequestError('PS_NOT_ALLOWED', `A ${role} may not use "${message.op}".`);
    }
    const method = this[message.op] as (message: ClientMessage, view: View) => unknown;
    return method.call(this, message, view);
  }

  async spawn({ once, spec, consumer, readAhead }: Message<'spawn'>): Promise<unknown> {
    const whole: WireError[] = [];
    // What is kept for a repeated request is no run: that may be forgotten, and what it holds with it.
    const { id, number, error } = await this.#session.once.do(`spawn ${once}`, async () => {
      const run = await this.#hub.registry.start({
        ...spawnPlan(spec, this.#hub.env),
        consumer,
        readAhead,
        lease: consumer === 'script' ? this.#session.key : null,
        by: this.#session.id,
      });
      const failed = run.takeError();
      if (failed !== null) whole.push(failed);
      return { id: run.id, number: run.number, error: run.error };
    });
    if (error !== null) throw new StartFailure(id, number, whole[0] ?? error);
    const run = this.#run(id);
    // A script learns that its child has closed stdin, though it may never write.
    if (consumer === 'script' && run.count(0) !== null) this.#session.stdin(run);
    return { run: this.#info(run) };
  }

  list(_message: Message<'list'>, view: View): unknown {
    view.subscribe();
    const { runs, older, total } = newestRuns(
      [...this.#hub.registry.all()],
      this.#session.identity.role,
      this.#hub.limits,
    );
    for (const run of older) view.changed(run);
    return { runs, total };
  }

  attach({ run, from, credit }: Message<'attach'>, view: View): unknown {
    return view.attach(this.#run(run), from, credit);
  }

  watch({ run, tail }: Message<'watch'>, view: View): unknown {
    return { attachment: view.watch(this.#run(run), tail) };
  }

  detach({ attachment }: Message<'detach'>, view: View): unknown {
    view.detach(attachment);
    return NOTHING;
  }

  /** The answer is the frame itself. */
  rows({ id, run, from, count }: Message<'rows'>, view: View): Promise<undefined> | undefined {
    return view.answer(() => this.#run(run).rows(from, count, id));
  }

  /** The answer is the frame itself. */
  bytes({ id, run, stream, offset, count }: Message<'bytes'>, view: View): Promise<undefined> | undefined {
    return view.answer(() => this.#run(run).bytes(STREAM[stream], offset, count, id));
  }

  signal({ run, once, signal, target }: Message<'signal'>): Promise<unknown> {
    return this.#session.once.do(`signal ${once}`, async () => {
      this.#run(run).signal(signal, target, this.#session.id);
      return NOTHING;
    });
  }

  resize({ run, once, columns, rows }: Message<'resize'>): unknown {
    return this.#once('resize', once, () => {
      this.#run(run).resize({ columns, rows }, this.#session.id);
      return NOTHING;
    });
  }

  async stdinEof({ run, offset }: Message<'stdinEof'>, view: View): Promise<unknown> {
    const stdin = this.#session.stdin(this.#run(run));
    await view.whileOpen((left) => stdin.end(this.#session.key, offset, left));
    return NOTHING;
  }

  async stdinAbort({ run }: Message<'stdinAbort'>): Promise<unknown> {
    await this.#session.stdin(this.#run(run)).abort();
    return NOTHING;
  }

  consumer({ run, once, stream, consumer, readAhead }: Message<'consumer'>): unknown {
    const fd = stream === undefined ? undefined : FD[stream];
    return this.#once('consumer', once, () => {
      this.#run(run).consumers.name(consumer, this.#session.id, fd, readAhead);
      return NOTHING;
    });
  }

  step({ run, stream, how }: Message<'step'>, view: View): Promise<unknown> {
    const { stepBytes } = this.#hub.limits;
    if (how.read === 'readexactly' && how.count > stepBytes) {
      const words = `A step takes exactly ${stepBytes} bytes at most (limit stepBytes), not ${how.count}. Take several.`;
      throw new RequestError('PS_TOO_MANY', words);
    }
    const { consumers } = this.#run(run);
    return view.whileOpen((left) => consumers.step(FD[stream], how, this.#session.id, left));
  }

  lease({ run: id, once }: Message<'lease'>): unknown {
    return this.#once('lease', once, () => {
      const run = this.#run(id);
      run.consumers.takeLease(this.#session.key, this.#session.id);
      if (run.pid !== null && run.count(0) !== null) this.#session.stdin(run);
      const taken = { stdout: run.consumers.takenOf(1), stderr: run.consumers.takenOf(2) };
      return { limit: run.request.limit, taken };
    });
  }

  close({ run }: Message<'close'>): unknown {
    this.#run(run).close();
    this.#hub.journal.record('close', { run, by: this.#session.id });
    return NOTHING;
  }

  forget({ run }: Message<'forget'>): unknown {
    this.#hub.registry.forget(run);
    return NOTHING;
  }

  folders({ path }: Message<'folders'>): Promise<unknown> {
    return this.#hub.folders.look(path);
  }

  async sync(_message: Message<'sync'>, view: View): Promise<unknown> {
    // What the kernel has ready is seen in this turn of the event loop, and an exit is recorded two turns later.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    this.#hub.registry.flush();
    view.flush();
    this.#session.tellStdin();
    return NOTHING;
  }

  mint(): Promise<unknown> {
    return this.#hub.mint(this.#session.identity);
  }

  credit({ attachment, bytes }: Message<'credit'>, view: View): undefined {
    view.grant(attachment, bytes);
  }

  ack({ attachment }: Message<'ack'>, view: View): undefined {
    view.ack(attachment);
  }

  taken({ run, stream, taken, want }: Message<'taken'>): undefined {
    this.#hub.registry.find(run)?.consumers.taken(this.#session.key, FD[stream], taken, want);
  }

  ping({ t }: Message<'ping'>, view: View): undefined {
    view.send({ op: 'pong', t });
  }

  /** What is repeated after a cut is not done again, when its sender says so. */
  #once(op: ClientOp, key: string | undefined, work: () => unknown): unknown {
    return key === undefined ? work() : this.#session.once.do(`${op} ${key}`, async () => work());
  }

  #run(id: string): Run {
    return this.#hub.registry.get(id);
  }

  #info(run: Run): unknown {
    return runInfo(run, this.#session.identity.role);
  }
}
