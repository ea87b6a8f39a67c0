import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runNode } from './lib/child.mjs';
import { ROOT, toolPath } from './lib/paths.mjs';

/** The folders of each package from the ground up; folders on one step do not import each other. */
const LADDERS = {
  protocol: [['base'], ['lines', 'process'], ['record'], ['messages'], ['client']],
  agent: [['os', 'client-node'], ['process'], ['recording'], ['session'], ['transport'], ['cli']],
  web: [
    ['strings'],
    ['ui'],
    ['state'],
    ['composer', 'runs', 'run', 'log', 'inspector', 'palette', 'settings'],
    ['app'],
  ],
};

/** Modules a package may not import, and some it may. */
const MODULES = {
  protocol: {
    no: [
      'node:fs',
      'ws',
      'lit',
      'lit/decorators.js',
      'koffi',
      'node-pty',
      '@pipescope/agent',
      '@pipescope/web',
      '@pipescope/protocol',
    ],
    yes: ['valibot'],
  },
  agent: {
    no: ['lit', '@pipescope/web', '@pipescope/e2e', '../../web/src/main.ts'],
    yes: ['node:fs', 'ws', 'koffi', '@pipescope/protocol'],
  },
  web: {
    no: [
      'node:fs',
      'ws',
      'koffi',
      'node-pty',
      '@pipescope/agent',
      '../../agent/src/index.ts',
      'lit/directives/style-map.js',
    ],
    yes: ['lit', '@pipescope/protocol/client', 'lit/directives/class-map.js'],
  },
  e2e: {
    no: ['@pipescope/web', '../../agent/src/os/libc.ts', '../protocol/src/index.ts'],
    yes: ['@pipescope/agent', '@pipescope/protocol/client', 'node:fs', 'ws'],
  },
};

/** Faults that are not imports: file, text, and the rule that must see it. */
const FAULTS = [
  ['agent/src/floating.ts', 'async function f() {}\nf();\n', 'no-floating-promises'],
  ['agent/src/misused.ts', 'export const f = (a: Promise<boolean>) => (a ? 1 : 2);\n', 'no-misused-promises'],
  [
    'agent/src/switch.ts',
    "export function f(a: 'x' | 'y') {\n  switch (a) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n}\n",
    'switch-exhaustiveness-check',
  ],
  [
    'agent/src/type-import.ts',
    "import { A } from './type.ts';\nexport const f = (a: A) => a;\n",
    'consistent-type-imports',
  ],
  ['agent/src/type.ts', 'export interface A {\n  b: any;\n}\n', 'no-explicit-any'],
  ['agent/src/circle-a.ts', "import './circle-b.ts';\n", 'no-cycle'],
  ['agent/src/circle-b.ts', "import './circle-a.ts';\n", 'no-cycle'],
  ['agent/src/long.ts', 'export {};\n'.repeat(251), 'max-lines'],
  [
    'web/src/style.ts',
    "import { html } from 'lit';\nexport const f = (a: string) => html`<p style=${a}></p>`;\n",
    'ban-attributes',
  ],
  ['web/src/broken.ts', "import { html } from 'lit';\nexport const f = () => html`<x-a />`;\n", 'no-invalid-html'],
  [
    'web/src/twice.ts',
    "import { html } from 'lit';\nexport const f = (a: string) => html`<p .b=${a} .b=${a}></p>`;\n",
    'no-duplicate-template-bindings',
  ],
];

const folder = mkdtempSync(join(tmpdir(), 'pipescope-borders-'));
/** @type {Map<string, Set<string>>} rules that complained, by file */
const seen = new Map();
/** @type {Map<string, boolean>} by file: must its import be refused? */
const refused = new Map();

/** @param {string} file @param {string} text */
function write(file, text) {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** @param {string} file @param {string} specifier @param {boolean} forbidden */
function writeImport(file, specifier, forbidden) {
  write(file, `import '${specifier}';\n`);
  refused.set(file, forbidden);
}

beforeAll(async () => {
  copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  write('.gitignore', 'node_modules\n');
  write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions: { strict: true, allowImportingTsExtensions: true, noEmit: true } }),
  );
  for (const [name, { no, yes }] of Object.entries(MODULES)) {
    no.forEach((specifier, i) => writeImport(`${name}/src/no-${i}.ts`, specifier, true));
    yes.forEach((specifier, i) => writeImport(`${name}/src/yes-${i}.ts`, specifier, false));
  }
  for (const [name, steps] of Object.entries(LADDERS)) {
    const levels = steps.flatMap((folders, level) => folders.map((own) => ({ own, level })));
    for (const { own, level } of levels) {
      for (const other of levels.filter((each) => each.own !== own)) {
        const forbidden = other.level >= level;
        writeImport(`${name}/src/${own}/to-${other.own}.ts`, `../${other.own}/x.ts`, forbidden);
        writeImport(`${name}/src/${own}/deep/to-${other.own}.ts`, `../../${other.own}/x.ts`, forbidden);
      }
    }
  }
  for (const [file = '', text = ''] of FAULTS) write(file, text);
  const { output } = await runNode(toolPath('oxlint'), [
    '-c',
    join(folder, '.oxlintrc.json'),
    '--type-aware',
    '-f',
    'json',
    folder,
  ]);
  for (const { filename, code } of JSON.parse(output.slice(output.indexOf('{'))).diagnostics) {
    const file = filename.slice(filename.lastIndexOf(folder) + folder.length + 1);
    seen.set(file, (seen.get(file) ?? new Set()).add(/\((.*)\)/.exec(code)?.[1] ?? code));
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every import across a border is refused, and no other', () => {
  const expected = [...refused].filter(([, forbidden]) => forbidden).map(([file]) => file);
  const actual = [...refused.keys()].filter((file) => seen.get(file)?.has('no-restricted-imports'));
  expect(expected.length).toBeGreaterThan(100);
  expect(actual).toEqual(expected);
});

test.each(FAULTS)('a fault in %s is seen', (file, _text, rule) => {
  expect([...(seen.get(file ?? '') ?? [])]).toContain(rule);
});

test.each(Object.entries(LADDERS))('every source folder of %s has its place in the ladder', (name, steps) => {
  const source = join(ROOT, name, 'src');
  const folders = readdirSync(source, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && readdirSync(join(source, entry.name)).some((file) => file.endsWith('.ts')),
    )
    .map((entry) => entry.name);
  expect(existsSync(source)).toBe(true);
  expect(folders.filter((each) => !steps.flat().includes(each))).toEqual([]);
});
