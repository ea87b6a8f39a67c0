/** Shows a measured figure in the test run's output, where people compare it with the bound. */
export function figure(words: string): void {
  process.stdout.write(`  figure: ${words}\n`);
}
