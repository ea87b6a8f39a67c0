/**
 * Key of the method that `await using` calls at the end of its block. A browser that has no such symbol has no such
 * statement either.
 */
export const ASYNC_DISPOSE: typeof Symbol.asyncDispose = Symbol.asyncDispose ?? Symbol.for('Symbol.asyncDispose');
