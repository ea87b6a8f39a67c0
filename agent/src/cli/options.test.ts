import { describe, expect, test } from 'vitest';
import { CommandError } from './exit-code.ts';
import { limitList, limitOptions } from './limit-options.ts';
import { parseCommand, type StartOptions, settingsOf } from './options.ts';

const ENV = { HOME: '/home/someone', XDG_STATE_HOME: '/state' };

function start(...args: string[]): StartOptions {
  const command = parseCommand(args, ENV);
  if (command.name !== 'start') throw new Error(`Not start but ${command.name}`);
  return command.options;
}

function refusal(...args: string[]): [string, number] {
  try {
    parseCommand(args, ENV);
  } catch (error) {
    if (error instanceof CommandError) return [error.message, error.exitCode];
  }
  throw new Error(`Not refused: ${args.join(' ')}`);
}

describe('a command line', () => {
  test('without a command starts an agent with the defaults', () => {
    const expected: StartOptions = {
      port: undefined,
      listen: undefined,
      tlsCert: undefined,
      tlsKey: undefined,
      publicHosts: [],
      background: false,
      open: true,
      stateDir: '/state/pipescope',
      limits: {},
      json: false,
    };
    expect(start()).toEqual(expected);
    expect(start('start')).toEqual(expected);
  });

  test('of start has all its options', () => {
    const args = '--port 0 --listen unix:/run/s --tls-cert c --tls-key k --public-host a.example --public-host b:1';
    const more = '--background --no-open --state-dir here --limit maxPayload=5 --limit runsRunning=7 --json';
    expect(start(...args.split(' '), ...more.split(' '))).toEqual({
      port: 0,
      listen: 'unix:/run/s',
      tlsCert: 'c',
      tlsKey: 'k',
      publicHosts: ['a.example', 'b:1'],
      background: true,
      open: false,
      stateDir: 'here',
      limits: { maxPayload: 5, runsRunning: 7 },
      json: true,
    });
  });

  test.each(['link', 'ls', 'stop'])('of %s takes the state directory', (name) => {
    expect(parseCommand([name, '--state-dir', 'x'], ENV)).toEqual({ name, stateDir: 'x', json: false });
  });

  test('asks for help or the version, whatever else it says', () => {
    expect(parseCommand(['--help', '--port', '1'], ENV)).toEqual({ name: 'help' });
    expect(parseCommand(['link', '-h'], ENV)).toEqual({ name: 'help' });
    expect(parseCommand(['--version'], ENV)).toEqual({ name: 'version' });
  });

  test('keeps its state below the home directory when XDG_STATE_HOME is not an absolute path', () => {
    const command = parseCommand([], { XDG_STATE_HOME: 'relative' });
    expect(command).toMatchObject({ options: { stateDir: expect.stringMatching(/\/\.local\/state\/pipescope$/) } });
  });
});

describe('a wrong command line is refused with what was meant', () => {
  test.each([
    [['--prot', '1'], 'There is no option "--prot". Did you mean --port?'],
    [['--backgroud'], 'There is no option "--backgroud". Did you mean --background?'],
    [['--port', '1', '--jsn=x'], 'There is no option "--jsn". Did you mean --json?'],
    [['--frobnicate'], 'There is no option "--frobnicate". See pipescope --help'],
    [['link', '--port', '1'], '--port is an option of start, not of link. See pipescope --help'],
    [['ls', '--limit=runsRunning=3'], '--limit is an option of start, not of ls. See pipescope --help'],
    [['stop', '-p', '3'], '-p is an option of start, not of stop. See pipescope --help'],
    [['-q'], 'There is no option "-q". See pipescope --help'],
    [['strat'], 'There is no command "strat". Did you mean start?'],
    [['sotp'], 'There is no command "sotp". Did you mean stop?'],
    [['start', 'now'], "Unexpected argument 'now'"],
    [['--port'], "Option '-p, --port <value>' argument missing"],
    [['--json=1'], "Option '--json' does not take an argument"],
    [['--port', '70000'], '--port takes a number from 0 to 65535, not "70000"'],
    [['--port', '-1'], "Option '--port' argument is ambiguous. See pipescope --help"],
    [['--port', '1e3'], '--port takes a number from 0 to 65535, not "1e3"'],
    [['--public-host', 'HTTP://x'], '--public-host takes a host name in lower case'],
    [['--limit', 'maxPayload'], '--limit takes NAME=N with a whole number, not "maxPayload"'],
    [['--limit', 'maxPayload=1.5'], '--limit takes NAME=N with a whole number, not "maxPayload=1.5"'],
  ])('%j', (args, words) => {
    const [message, exitCode] = refusal(...args);
    expect(message).toContain(words);
    expect(exitCode).toBe(2);
  });

  test.each(['run', 'why'])('%s comes later', (name) => {
    expect(refusal(name, '--', 'ls')).toEqual([expect.stringContaining('not part of this version yet'), 1]);
  });
});

test('what only a start decides is known, to say when it has no effect', () => {
  expect(settingsOf(start('--no-open', '--json'))).toEqual([]);
  expect(settingsOf(start('--port', '0', '--limit', 'maxPayload=5'))).toEqual(['--port', '--limit']);
});

describe('limits', () => {
  test('go to the part of the agent they belong to', () => {
    const { transport, hub } = limitOptions({ maxPayload: 5, runsRunning: 7 });
    expect(transport.maxPayload).toBe(5);
    expect(hub).toEqual({ runsRunning: 7 });
  });

  test('are listed on demand', () => {
    expect(parseCommand(['--limit', 'list'], ENV)).toEqual({ name: 'limits' });
    expect(limitList()).toMatch(/^maxPayload=4194304$/m);
    expect(limitList()).toMatch(/^runsRunning=2000$/m);
  });

  test('that are unknown are answered in one line, with the nearest', () => {
    expect(() => limitOptions({ frobnicate: 5 })).toThrow(
      'There is no limit "frobnicate". pipescope --limit list names them all',
    );
    expect(() => limitOptions({ runsRuning: 5 })).toThrow('Did you mean runsRunning? pipescope --limit list');
  });

  test('that are misspelt or 0 are refused', () => {
    expect(() => limitOptions({ maxPayloat: 5 })).toThrow('There is no limit "maxPayloat". Did you mean maxPayload?');
    expect(() => limitOptions({ constructor: 5 })).toThrow('There is no limit "constructor"');
    expect(() => limitOptions({ runsRunning: 0 })).toThrow('must be above 0');
  });
});
