import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FOLDER_NAMES, type FolderNames, folderNames } from '@pipescope/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestClient } from '../../test/test-client.ts';
import { testHub } from '../../test/test-hub.ts';
import { FolderLooks } from './folder-looks.ts';

describe('the folders a typed path may go on with', () => {
  let dir = '';
  let client: TestClient;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'pipescope-folders-'));
    client = new TestClient(testHub());
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  const look = async (path: string): Promise<FolderNames> =>
    v.parse(folderNames, await client.request('folders', { path }));

  it('are those of one level that begin so, and the links to folders among them', async () => {
    for (const name of ['src/deep', 'Source', 'other', '.hidden', 'säge']) {
      mkdirSync(join(dir, name), { recursive: true });
    }
    writeFileSync(join(dir, 'socks.txt'), '');
    symlinkSync(dir, join(dir, 'self'));
    symlinkSync('nowhere', join(dir, 'sour'));
    symlinkSync('socks.txt', join(dir, 'sock'));
    expect(await look(`${dir}/`)).toEqual({
      folder: `${dir}/`,
      names: ['other', 'self', 'Source', 'src', 'säge'],
      cut: false,
      problem: null,
    });
    expect((await look(`${dir}/s`)).names).toEqual(['self', 'src', 'säge', 'Source']);
    expect((await look(`${dir}/.`)).names).toEqual(['.hidden']);
    expect((await look(`${dir}/src/`)).names).toEqual(['deep']);
    expect((await look(`${dir}/nothing`)).names).toEqual([]);
  });

  it(`are ${FOLDER_NAMES} at most, and the answer says that there are more`, async () => {
    for (let i = 0; i < FOLDER_NAMES; i++) mkdirSync(join(dir, `a${i}`));
    expect(await look(`${dir}/`)).toMatchObject({ cut: false, names: { length: FOLDER_NAMES } });
    mkdirSync(join(dir, 'b'));
    expect(await look(`${dir}/`)).toMatchObject({ cut: true, names: { length: FOLDER_NAMES } });
    expect((await look(`${dir}/b`)).names).toEqual(['b']);
  });

  it('of ~ are those at home', async () => {
    expect((await look('~')).folder).toBe(`${homedir().replace(/\/$/, '')}/`);
    mkdirSync(join(dir, 'desk'));
    const looks = new FolderLooks(dir);
    expect(await looks.look('~')).toMatchObject({ folder: `${dir}/`, names: ['desk'] });
    expect(await looks.look('~/d')).toMatchObject({ folder: `${dir}/`, names: ['desk'] });
    expect(await looks.look('~/desk/')).toMatchObject({ folder: `${dir}/desk/`, names: [], problem: null });
    expect((await looks.look('~d')).folder).toBe('./');
  });

  it('that cannot be read are none, with the reason', async () => {
    writeFileSync(join(dir, 'file'), '');
    const none = { names: [], cut: false };
    expect(await look('/nope/')).toEqual({
      ...none,
      folder: '/nope/',
      problem: { kind: 'missing', words: 'No such file or directory' },
    });
    expect(await look(`${dir}/file/`)).toMatchObject({
      ...none,
      problem: { kind: 'no-folder', words: 'Not a directory' },
    });
    symlinkSync('loop', join(dir, 'loop'));
    expect(await look(`${dir}/loop/`)).toMatchObject({ ...none, problem: { kind: 'other' } });
    expect(client.closed).toBeNull();
  });

  it('are for owners only', async () => {
    const viewer = new TestClient(testHub(), { role: 'viewer' });
    await expect(viewer.request('folders', { path: '/' })).rejects.toMatchObject({ error: { code: 'PS_NOT_ALLOWED' } });
  });

  it('leave no descriptor open', async () => {
    const before = readdirSync('/proc/self/fd').length;
    await look(`${dir}/`);
    expect(readdirSync('/proc/self/fd').length).toBe(before);
  });
});
