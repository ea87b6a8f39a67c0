import { type Arg, type Data, ScenarioError } from './scenario-format.ts';

/** The bytes that a `Data` value stands for. */
export function toBytes(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if ('utf8' in data) return Buffer.from(data.utf8);
  if ('b64' in data) return Buffer.from(data.b64, 'base64');
  if ('repeat' in data) {
    const unit = toBytes(data.repeat[0]);
    const all = Buffer.alloc(unit.length * data.repeat[1]);
    return unit.length === 0 ? all : all.fill(unit);
  }
  if ('numbers' in data) {
    const [first, last] = data.numbers;
    return Buffer.from(Array.from({ length: last - first + 1 }, (_, index) => `${first + index}\n`).join(''));
  }
  if ('concat' in data) return Buffer.concat(data.concat.map(toBytes));
  throw new ScenarioError(`bad data ${JSON.stringify(data)}`);
}

/** The arguments that `Arg` values stand for; some are of a wrong type on purpose. */
export function toArgs(args: readonly Arg[]): unknown[] {
  return args.flatMap((arg): unknown[] => {
    if (typeof arg === 'string') return [arg];
    if ('repeat' in arg) return [arg.repeat[0].repeat(arg.repeat[1])];
    if ('numbered' in arg) {
      const [prefix, count] = arg.numbered;
      return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    }
    if ('bytes' in arg) return [new Uint8Array(toBytes(arg.bytes))];
    if ('json' in arg) return [arg.json];
    throw new ScenarioError(`bad argument ${JSON.stringify(arg)}`);
  });
}
