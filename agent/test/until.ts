/**
 * Waits until something is so, looking often.
 * @throws Error with `what` after ten seconds.
 */
export async function until(what: string, isSo: () => boolean): Promise<void> {
  for (const deadline = performance.now() + 10_000; !isSo(); ) {
    if (performance.now() > deadline) throw new Error(`waited 10 s for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
