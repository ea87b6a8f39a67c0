import { readFileSync } from 'node:fs';
import type { ScenarioSpec } from './scenario-format.ts';

/**
 * The scenarios of some files whose name matches a glob (`*`, `?`, `[abc]`; `*` also matches a slash).
 * @throws Error for a file that cannot be read and for two scenarios of one name.
 */
export function loadScenarios(paths: readonly string[], glob: string): ScenarioSpec[] {
  const specs = paths.flatMap(
    (path) => (JSON.parse(readFileSync(path, 'utf8')) as { scenarios: ScenarioSpec[] }).scenarios,
  );
  const names = new Set<string>();
  for (const { name } of specs) {
    if (names.has(name)) throw new Error(`Two scenarios are named ${name}: give each file once, names are unique.`);
    names.add(name);
  }
  const pattern = globPattern(glob);
  return specs.filter(({ name }) => pattern.test(name));
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\[!?[^\]]+\]|[*?]|[\\^$+.()|{}[\]]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return part.length > 1 ? part.replace('[!', '[^') : `\\${part}`;
  });
  return new RegExp(`^${source}$`, 's');
}
