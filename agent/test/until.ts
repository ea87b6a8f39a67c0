/** Milliseconds: less than `testTimeout`, so that what was waited for is named. */
const GIVE_UP = 100_000;

/**
 * Waits until something is so, looking often.
 * @throws Error with `what` shortly before the test itself is given up.
 */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const deadline = performance.now() + GIVE_UP; !isSo(); ) {
    if (performance.now() > deadline) throw new Error(`waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
