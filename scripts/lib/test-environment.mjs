/**
 * Left out of the environment of tests: what would change how Python children buffer, or what any of the runners print;
 * and certificates for reaching registries, which Node reads whole at every start. Tests reach this machine only.
 */
const LEFT_OUT = ['PYTHONUNBUFFERED', 'PYTHONDONTWRITEBYTECODE', 'FORCE_COLOR', 'NODE_OPTIONS', 'NODE_EXTRA_CA_CERTS'];

/**
 * The environment in which a suite runs.
 * @param {NodeJS.ProcessEnv} [more] variables of this suite
 * @returns {NodeJS.ProcessEnv}
 */
export function testEnvironment(more = {}) {
  const kept = Object.entries(process.env).filter(([name]) => !LEFT_OUT.includes(name));
  return { ...Object.fromEntries(kept), ...more };
}
