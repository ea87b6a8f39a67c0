import { describe, expect, test } from 'vitest';
import { addresses } from './addresses.ts';
import { listenAddress, tlsFiles } from './listen-options.ts';
import { parseCommand, type StartOptions } from './options.ts';
import { sshForwardLine } from './ssh-hint.ts';

function options(line: string): StartOptions {
  const command = parseCommand(line.split(' ').filter(Boolean), { HOME: '/' });
  return (command as { options: StartOptions }).options;
}

describe('where to listen', () => {
  test.each([
    ['', { type: 'loopback', port: 7777, exact: false }],
    ['--port 8000', { type: 'loopback', port: 8000, exact: true }],
    ['--port 0', { type: 'loopback', port: 0, exact: true }],
    ['--listen 127.0.0.1', { type: 'loopback', port: 7777, exact: false }],
    ['--listen unix:/run/p.sock', { type: 'unix', path: '/run/p.sock' }],
    [
      '--listen 0.0.0.0 --tls-cert c --tls-key k --public-host a.example',
      { type: 'address', address: '0.0.0.0', port: 7777 },
    ],
  ])('%s', (line, expected) => {
    expect(listenAddress(options(line))).toEqual(expected);
  });

  test.each([
    '--listen 0.0.0.0',
    '--listen ::',
    '--listen 192.0.2.1 --tls-cert c --tls-key k',
    '--listen 192.0.2.1 --public-host a.example',
  ])('%s is refused with status 78: strangers could run commands', (line) => {
    expect(() => listenAddress(options(line))).toThrow(expect.objectContaining({ exitCode: 78 }));
  });

  test('names that are no addresses, long socket paths and half of TLS are wrong use', () => {
    expect(() => listenAddress(options('--listen example.org'))).toThrow('unix:PATH or an IP address');
    expect(() => listenAddress(options(`--listen unix:/${'x'.repeat(107)}`))).toThrow('1 to 107 bytes');
    expect(() => tlsFiles(options('--tls-cert c'))).toThrow('go together');
    expect(() => tlsFiles(options('--tls-cert /none --tls-key /none'))).toThrow('Cannot read the TLS files');
  });
});

describe('what the addresses are', () => {
  const found = (line: string, port: number | null = 7777): object =>
    addresses(options(line), listenAddress(options(line)), port);

  test('on loopback, with the address rather than the name, which others can take on ::1', () => {
    expect(found('')).toEqual({
      url: 'http://127.0.0.1:7777/',
      wsUrl: 'ws://127.0.0.1:7777/ws',
      host: '127.0.0.1',
      port: 7777,
    });
  });

  test('on a Unix socket, as they will be once it is forwarded', () => {
    expect(found('--listen unix:/run/p --port 9000', null)).toEqual({
      url: 'http://127.0.0.1:9000/',
      wsUrl: 'ws+unix:/run/p:/ws',
      host: 'localhost',
      port: null,
    });
  });

  test('on all addresses with TLS, under the public name', () => {
    expect(found('--listen 0.0.0.0 --tls-cert c --tls-key k --public-host a.example')).toEqual({
      url: 'https://a.example:7777/',
      wsUrl: 'wss://127.0.0.1:7777/ws',
      host: '127.0.0.1',
      port: 7777,
    });
  });

  test('on one other address, and with another port outside', () => {
    expect(found('--listen 192.0.2.1 --tls-cert c --tls-key k --public-host a.example:443')).toMatchObject({
      url: 'https://a.example:443/',
      wsUrl: 'wss://a.example:7777/ws',
    });
  });
});

describe('the ssh line', () => {
  test('forwards the same port', () => {
    const connection = '198.51.100.7 50000 192.0.2.9 22';
    expect(sshForwardLine(7777, '127.0.0.1:7777', connection, 'ann')).toBe('ssh -L 7777:127.0.0.1:7777 ann@192.0.2.9');
    expect(sshForwardLine(7777, '/run/p', connection, 'ann')).toBe('ssh -L 7777:/run/p ann@192.0.2.9');
  });

  test('names the port of sshd when it is not the usual one', () => {
    const line = sshForwardLine(7777, '127.0.0.1:7777', '198.51.100.7 50000 2001:db8::9 2222', 'ann');
    expect(line).toBe('ssh -p 2222 -L 7777:127.0.0.1:7777 ann@2001:db8::9');
  });

  test.each([undefined, '', 'nonsense'])('is not there without an ssh login (%j)', (connection) => {
    expect(sshForwardLine(1, 'x', connection, 'ann')).toBeUndefined();
  });
});
