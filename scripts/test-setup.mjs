// Runs before every test file. A warning of Node (a listener leak, a descriptor closed twice or by the garbage
// collector, a rejection handled too late) is a defect: thrown from here it is an unhandled error, which fails the run.

/** Warnings about Node's own plans, not about what our code did. */
const ABOUT_NODE = new Set(['ExperimentalWarning', 'DeprecationWarning']);

/** @param {Error} warning */
function refuse(warning) {
  if (!ABOUT_NODE.has(warning.name)) throw warning;
}

// Files that share a process share its listeners, though each of them loads this module anew.
if (!process.listeners('warning').some(({ name }) => name === refuse.name)) process.on('warning', refuse);
