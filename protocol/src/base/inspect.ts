/** Key of the method that Node's `util.inspect` and `console.log` ask for an object's debug text. */
export const INSPECT = Symbol.for('nodejs.util.inspect.custom');
