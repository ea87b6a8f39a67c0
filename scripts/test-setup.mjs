// Runs before every test file. A warning of Node (a listener leak, a descriptor closed twice or by the garbage
// collector, a rejection handled too late) is a defect: thrown from here it is an unhandled error, which fails the run.

/** Warnings about Node's own plans, not about what our code did. */
const ABOUT_NODE = new Set(['ExperimentalWarning', 'DeprecationWarning']);

process.on('warning', (warning) => {
  if (!ABOUT_NODE.has(warning.name)) throw warning;
});
