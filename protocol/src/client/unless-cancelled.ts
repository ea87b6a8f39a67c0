import type { AbortSignalLike } from '../base/abort.ts';
import { CancelledError } from '../process/errors.ts';

/**
 * The value, unless `signal` comes first: then CancelledError, and a value that comes nevertheless is given to `undo`.
 */
export function unlessCancelled<Value>(
  answer: Promise<Value>,
  signal: AbortSignalLike | undefined,
  undo: (late: Value) => Promise<unknown>,
): Promise<Value> {
  if (signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    const cancel = () => {
      reject(new CancelledError());
      answer.then(undo).catch(() => undefined);
    };
    signal.addEventListener('abort', cancel);
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', cancel));
  });
}
