import { clientMessage } from '@pipescope/protocol';
import { describe, expect, it } from 'vitest';
import { may } from './may.ts';

describe('may', () => {
  it('lets an owner do all and a viewer look, for every operation there is', () => {
    const ops = clientMessage.options.map((option) => option.entries.op.literal);
    expect(ops.length).toBeGreaterThan(15);
    expect(ops.filter((op) => !may('owner', op))).toEqual([]);
    expect(ops.filter((op) => may('viewer', op)).sort()).toEqual(
      ['ack', 'attach', 'bytes', 'credit', 'detach', 'list', 'ping', 'rows', 'sync', 'watch'].sort(),
    );
  });
});
