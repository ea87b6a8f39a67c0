import { expect, test } from 'vitest';
import { LineScroll, type Painter, type Scene } from './line-scroll.ts';

/** A view of 200 px on 100 lines; every tenth is 100 px high when heights are measured. */
function view(measured: boolean) {
  const scroll = new LineScroll();
  let total = 100;
  let painted: number[] = [];
  const painter: Painter = {
    paint: (from, to) => {
      painted = Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);
    },
    heights: () => new Map(painted.map((number) => [number, number % 10 === 0 ? 100 : 20])),
  };
  const scene = (): Scene => ({ first: 1, total, tail: 0.5, height: 200, measured });
  return {
    scroll,
    scene,
    grow: (lines: number) => {
      total += lines;
    },
    draw: () => scroll.layOut(scene(), painter),
    painted: () => painted,
  };
}

test.each([false, true])('follows the end, also as it moves (measured: %s)', (measured) => {
  const { scroll, draw, grow } = view(measured);
  draw();
  expect(scroll.seen.to).toBe(100);
  grow(50);
  const layout = draw();
  expect(scroll.seen.to).toBe(150);
  expect(scroll.below).toBe(0);
  expect(layout.end).toBeCloseTo(190);
});

test.each([false, true])('scrolling up stops it, and new lines move nothing (measured: %s)', (measured) => {
  const { scroll, draw, grow, scene } = view(measured);
  draw();
  scroll.scroll(scene(), -40);
  expect(scroll.following).toBe(false);
  const before = draw();
  grow(1_000);
  expect(draw().places.get(scroll.seen.from)).toBeCloseTo(before.places.get(scroll.seen.from) ?? Number.NaN);
  expect(scroll.below).toBeGreaterThan(999);
});

test('says which lines are in sight after a jump, before they are drawn', () => {
  const { scroll, draw, scene } = view(false);
  draw();
  scroll.jumpTo(scene(), 50);
  const ahead = scroll.ahead(scene());
  draw();
  expect(ahead).toEqual(scroll.seen);
});

test('rows of any height: as many are painted as fit, and scrolling to the end follows again', () => {
  const { scroll, draw, scene, painted } = view(true);
  scroll.jumpTo(scene(), 12);
  draw();
  expect(scroll.seen).toEqual({ from: 10, to: 15 });
  expect(painted().length).toBeLessThanOrEqual(28);
  for (let i = 0; i < 100 && !scroll.following; i++) {
    scroll.scroll(scene(), 60);
    draw();
  }
  expect(scroll.following).toBe(true);
  expect(scroll.seen.to).toBe(100);
});

test('a line is revealed with as little movement as possible', () => {
  const { scroll, draw, scene } = view(true);
  scroll.jumpTo(scene(), 1);
  draw();
  scroll.reveal(scene(), 10, null);
  const layout = draw();
  expect(layout.places.get(10)).toBeCloseTo(100);
  expect(scroll.seen.to).toBe(10);
  scroll.reveal(scene(), 1, null);
  expect(draw().top).toBe(0);
});

test('scrolling up moves by exactly as many pixels as asked for, over rows of any height', () => {
  const { scroll, draw, scene } = view(true);
  scroll.jumpTo(scene(), 55);
  draw();
  for (let i = 0; i < 8; i++) {
    const from = scroll.seen.from;
    const before = draw().places.get(from) ?? Number.NaN;
    scroll.scroll(scene(), -60);
    const after = draw();
    expect(after.places.get(from)).toBeCloseTo(before + 60);
  }
});
