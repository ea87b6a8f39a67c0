/** Speed under which a fling ends, in px per ms. */
const SLOW = 0.02;
/** How much of the speed is left after one millisecond. */
const FRICTION = 0.996;

/**
 * Scrolls an element by finger, with a fling after it is lifted (none when reduced motion is asked for). Calls
 * `scroll` with px, positive towards the end. Returns the function that stops listening.
 */
export function touchScroll(element: HTMLElement, scroll: (pixels: number) => void): () => void {
  let finger: number | null = null;
  let y = 0;
  let at = 0;
  let speed = 0;
  let frame = 0;

  const down = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') return;
    cancelAnimationFrame(frame);
    finger = event.pointerId;
    y = event.clientY;
    at = event.timeStamp;
    speed = 0;
  };
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== finger) return;
    const moved = y - event.clientY;
    const passed = Math.max(1, event.timeStamp - at);
    speed = 0.6 * speed + 0.4 * (moved / passed);
    y = event.clientY;
    at = event.timeStamp;
    scroll(moved);
  };
  const up = (event: PointerEvent): void => {
    if (event.pointerId !== finger) return;
    finger = null;
    if (event.timeStamp - at > 60 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    let last = performance.now();
    const fling = (now: number): void => {
      const passed = Math.max(0, now - last);
      last = now;
      scroll(speed * passed);
      speed *= FRICTION ** passed;
      if (Math.abs(speed) > SLOW) frame = requestAnimationFrame(fling);
    };
    frame = requestAnimationFrame(fling);
  };

  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
  };
}
