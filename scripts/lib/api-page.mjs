import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths.mjs';

/**
 * @typedef {object} Entry one exported declaration
 * @property {string} name
 * @property {string} doc text of its doc comment without the stars; empty when it has none
 * @property {string} code as tsc wrote it to the declaration file, with the comments of its members
 */

const PACKAGES = new Map([['@pipescope/protocol/process', join(ROOT, 'protocol/dist/process/index.d.ts')]]);

/** What people import from the agent's package. */
const ENTRY = join(ROOT, 'agent/dist/index.d.ts');

const HEADING = `# The Process API

Everything that \`@pipescope/agent\` exports, as its declaration files say it. This page is generated: after a change run
\`node scripts/api-page.mjs\`. Sizes are in bytes unless a name says otherwise.
`;

/** The exported declarations in the order of the modules they come from. @returns {Entry[]} */
export function apiEntries() {
  return exportsOf(ENTRY);
}

/** The text of docs/api.md. */
export function apiPage() {
  const sections = apiEntries().map(
    ({ name, doc, code }) => `## ${name}\n\n${markdown(doc)}\n\n\`\`\`ts\n${code}\n\`\`\`\n`,
  );
  return [HEADING, ...sections].join('\n');
}

/**
 * @param {string} file a declaration file
 * @returns {Entry[]}
 */
function exportsOf(file) {
  const text = readFileSync(file, 'utf8');
  /** @type {Entry[]} */
  const entries = [];
  for (const { doc, code } of statementsOf(text)) {
    const from = /^export (?:type )?(\*|\{[^}]*\}) from '(.+)';$/.exec(code);
    if (from === null) {
      const name = /^export (?:declare )?(?:abstract )?(?:const|function|class|interface|type) ([\w$]+)/.exec(
        code,
      )?.[1];
      if (name !== undefined) entries.push({ name, doc, code: tidy(code) });
      continue;
    }
    const [, names = '', module = ''] = from;
    const wanted =
      names === '*'
        ? null
        : names
            .replace(/[{}]|\btype\b/g, '')
            .split(',')
            .map((each) => each.trim());
    const found = exportsOf(PACKAGES.get(module) ?? join(dirname(file), module.replace(/\.ts$/, '.d.ts')));
    entries.push(...found.filter(({ name }) => wanted === null || wanted.includes(name)));
  }
  // A name of the file itself hides one of `export *`.
  return entries.filter(({ name }, at) => entries.findIndex((each) => each.name === name) === at);
}

/**
 * The statements at the top level, each with the doc comment right before it.
 * @param {string} text
 * @returns {{ doc: string, code: string }[]}
 */
function statementsOf(text) {
  const statement =
    /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?((?:export|import|declare|interface|type|class|const) [^]*?(?:;|\n?\})$)(?=\n(?:\/\*\*|\/\/|export|import|declare|interface|type|class|const|$)|$(?![^]))/gm;
  return [...text.matchAll(statement)].map(([, doc = '', code = '']) => ({
    doc: doc.replace(/^ *\* ?/gm, '').trim(),
    code,
  }));
}

/** @param {string} code */
function tidy(code) {
  return code
    .replace(/^export (declare )?/, '')
    .replaceAll(/import\("[^"]+"\)\./g, '')
    .replaceAll(/^ +#?private[^;]*;\n/gm, '')
    .replaceAll('    ', '  ');
}

/** Tags become paragraphs of their own. @param {string} doc */
function markdown(doc) {
  return doc
    .replace(/^@throws /gm, '\n**Throws** ')
    .replace(/^@see /gm, '\n**See** ')
    .replace(/^@param (\S+) /gm, '\n`$1`: ')
    .replace(/^@returns /gm, '\n**Returns** ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
