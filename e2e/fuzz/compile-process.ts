import type { OutputName, ProcessCall, ProcessPlan, ProcessProgram, Segment, SimpleCall } from './process-program.ts';

/**
 * Makes a shell script and the calls that go with it. It knows at each step what the child has written and whether it
 * waits for a line, and puts in only calls that such a child answers: no read that would wait for ever, no write to a
 * child that may or may not be there.
 */
export function compile(plan: ProcessPlan): ProcessProgram {
  const compiler = new Compiler(plan);
  for (const segment of plan.segments) compiler.segment(segment);
  compiler.ending();
  const { script, calls } = compiler;
  const command = script.join('\n');
  return {
    shell: plan.shell,
    argv: plan.shell ? [command] : ['/bin/sh', '-c', command],
    stdin: plan.stdin,
    stdout: plan.stdout,
    stderr: plan.stderr,
    cwd: null,
    env: plan.env,
    session: plan.session,
    calls,
  };
}

class Compiler {
  readonly script: string[] = [];
  readonly calls: ProcessCall[] = [];
  readonly #plan: ProcessPlan;
  /** What the child has written and nobody has read. */
  readonly #unread: Record<OutputName, string> = { stdout: '', stderr: '' };
  /** Descriptors the child has closed itself. */
  readonly #shut = new Set<OutputName>();
  #listens: boolean;

  constructor(plan: ProcessPlan) {
    this.#plan = plan;
    this.#listens = plan.stdin === 'pipe';
  }

  segment(segment: Segment): void {
    switch (segment.kind) {
      case 'say':
        return this.#say(segment.stream, segment.text, `printf %s '${segment.text}'`);
      case 'flood':
        return this.#flood(segment.stream, segment.size);
      case 'ask':
        return this.#ask(segment.text, segment.drain);
      case 'take':
        return this.#take(segment.stream, segment.how);
      case 'alive':
        return this.#alive();
      case 'shut':
        return this.#close(segment.stream);
      case 'deaf':
        return this.#deaf();
    }
  }

  ending(): void {
    const { ending } = this.#plan;
    switch (ending.kind) {
      case 'exit':
        this.script.push(`exit ${ending.status % 256}`);
        break;
      case 'suicide':
        this.script.push(`kill -${ending.signal} $$`);
        break;
      case 'signal':
      case 'trap':
        this.#endBySignal(ending.signal, ending.kind === 'trap');
        break;
      case 'cat':
        this.#endByEof(ending.text, ending.times);
        break;
      case 'communicate':
        return this.#communicate(ending.input, ending.echo);
    }
    this.#afterwards();
  }

  /** The reader that gets what the child writes to a stream, if any does. */
  #target(stream: OutputName): OutputName | null {
    if (this.#shut.has(stream)) return null;
    const { stdout, stderr } = this.#plan;
    if (stream === 'stderr' && stderr !== 'stdout') return stderr === 'pipe' ? 'stderr' : null;
    // A merged stderr stays on the pipe when the child closes its stdout.
    return stdout === 'pipe' ? 'stdout' : null;
  }

  #say(stream: OutputName, text: string, command: string): void {
    if (this.#shut.has(stream)) return;
    this.script.push(stream === 'stdout' ? command : `${command} >&2`);
    const target = this.#target(stream);
    if (target !== null) this.#unread[target] += text;
  }

  /** More than a pipe holds: read at once, or the child would not come to its next step. */
  #flood(stream: OutputName, size: number): void {
    const target = this.#target(stream);
    if (target === null) return;
    this.script.push(`head -c ${size} /dev/zero${stream === 'stderr' ? ' >&2' : ''}`);
    this.calls.push(['exactly', target, this.#unread[target].length + size]);
    this.#unread[target] = '';
  }

  #ask(text: string, drain: boolean): void {
    if (!this.#listens || this.#shut.has('stdout')) return;
    this.script.push('IFS= read -r x; printf "<%s>\\n" "$x"');
    this.calls.push(['write', `${text}\n`, 1]);
    if (drain) this.calls.push(['drain']);
    const target = this.#target('stdout');
    if (target !== null) this.#unread[target] += `<${text}>\n`;
  }

  #take(stream: OutputName, how: number): void {
    const unread = this.#unread[stream];
    if (this.#plan[stream] !== 'pipe' || unread === '') return;
    const calls: [SimpleCall, size: number][] = [
      [['exactly', stream, 1 + (how % unread.length)], 1 + (how % unread.length)],
    ];
    for (const separator of [';', 'ab', '\n']) {
      const at = unread.indexOf(separator);
      if (at !== -1) calls.push([['until', stream, separator], at + separator.length]);
    }
    const newline = unread.indexOf('\n');
    if (newline !== -1) calls.push([['line', stream], newline + 1], [['line', stream], newline + 1]);
    const [call, size] = calls[how % calls.length] ?? [];
    if (call === undefined || size === undefined) return;
    this.calls.push(call);
    this.#unread[stream] = unread.slice(size);
  }

  /** While the child waits for a line it has no returncode. */
  #alive(): void {
    if (!this.#listens || this.#shut.has('stdout')) return;
    this.calls.push(['returncode']);
    this.#ask('still there', false);
  }

  #close(stream: OutputName): void {
    if (this.#shut.has(stream)) return;
    this.script.push(stream === 'stdout' ? 'exec >&-' : 'exec 2>&-');
    this.#shut.add(stream);
  }

  /** The child closes its stdin, says so, and what is written then goes nowhere. */
  #deaf(): void {
    const target = this.#target('stdout');
    if (!this.#listens || target === null) return;
    this.#listens = false;
    this.script.push('exec <&-; echo deaf');
    this.calls.push(['exactly', target, this.#unread[target].length + 'deaf\n'.length]);
    this.#unread[target] = '';
    this.calls.push(['write', 'x', 1], ['drain'], ['write', 'y', 100_000], ['drain']);
  }

  #endBySignal(signal: number, trap: boolean): void {
    const target = this.#target('stdout');
    if (target === null) {
      this.script.push('exit 0');
      return;
    }
    const waiting = this.#listens ? 'read x; exit 1' : trap ? 'while :; do sleep 0.01; done' : 'exec sleep 60';
    this.script.push(trap ? `trap 'exit 5' ${signal}; echo ready; ${waiting}` : `echo ready; ${waiting}`);
    this.calls.push(['exactly', target, this.#unread[target].length + 'ready\n'.length]);
    this.#unread[target] = '';
    this.calls.push(signal === 9 ? ['kill'] : signal === 15 ? ['terminate'] : ['signal', signal]);
  }

  #endByEof(text: string, times: number): void {
    const target = this.#target('stdout');
    if (!this.#listens || target === null) {
      this.script.push('exit 0');
      return;
    }
    this.script.push('exec cat');
    // Written while it is read: it may be more than the pipes hold.
    this.calls.push(['write', text, times]);
    const size = this.#unread[target].length + text.length * times;
    this.calls.push(['together', [['drain'], ['exactly', target, size]]], ['close'], ['closed']);
    this.#unread[target] = '';
    this.#listens = false;
  }

  #communicate(input: string | null, echo: OutputName | 'none'): void {
    this.script.push(echo === 'none' ? 'exit 3' : echo === 'stdout' ? 'cat' : 'cat >&2');
    this.calls.push(['communicate', input], ['returncode'], ['wait'], ['communicate', null]);
    for (const stream of ['stdout', 'stderr'] as const) {
      if (this.#plan[stream] === 'pipe') this.calls.push(['end', stream], ['line', stream]);
    }
    this.calls.push(['kill']);
  }

  /** The child has ended or is about to; everything that is left can be asked for in any order. */
  #afterwards(): void {
    const streams = (['stdout', 'stderr'] as const).filter((stream) => this.#plan[stream] === 'pipe');
    const more: SimpleCall[] = [['wait']];
    for (const stream of streams)
      more.push(['line', stream], ['exactly', stream, 3], ['until', stream, ';'], ['all', stream]);
    for (const choice of this.#plan.afterwards) this.calls.push(more[choice % more.length] ?? ['wait']);
    this.calls.push(['together', [['wait'], ...streams.map((stream): SimpleCall => ['all', stream]), ['wait']]]);
    this.calls.push(['returncode'], ...streams.map((stream): SimpleCall => ['end', stream]));
    if (this.#plan.stdin === 'pipe') this.calls.push(['close']);
  }
}
