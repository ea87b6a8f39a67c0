import * as v from 'valibot';
import { expect, test } from 'vitest';
import { runInfo } from './run.ts';

/** As an agent sends it. */
const GOLDEN =
  '{"run":"01ARZ3NDEKTSV4RRFFQ69G5FAV","number":7,"state":"exited","argv":["sh",{"base64":"/w=="}],"shell":false,' +
  '"stdin":"pipe","stdout":"pipe","stderr":"stdout","cwd":"/tmp","envNames":["LANG"],"cut":1560009,"startNewSession":true,' +
  '"pid":4711,"startedAt":1700000000000,"consumers":{"stdout":"follow","stderr":null},' +
  '"streams":{"stdin":{"bytes":0,"lines":0,"ended":true},"stdout":{"bytes":3,"lines":1,"ended":true},"stderr":null},' +
  '"exit":{"returncode":0,"coreDumped":false,"userSeconds":0.01,"systemSeconds":0,"maxRssKib":null,' +
  '"unread":{"stdout":0,"stderr":0},"streamsOpen":[],"time":1500},"signalled":{"signal":15,"by":"agent","time":1400}}';

test('a run on the wire is what it is here, byte for byte', () => {
  expect(JSON.stringify(v.parse(runInfo, JSON.parse(GOLDEN)))).toBe(GOLDEN);
});

test('of a run that is shown whole nothing says how much is cut', () => {
  const { cut: _cut, ...whole } = JSON.parse(GOLDEN) as Record<string, unknown>;
  expect(v.parse(runInfo, whole)).not.toHaveProperty('cut');
  for (const cut of [0, -1, 0.5, '7', null]) expect(v.is(runInfo, { ...whole, cut })).toBe(false);
});
