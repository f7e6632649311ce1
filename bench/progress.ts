/** Tells the person who waits what the run is doing; on standard error, apart from the report. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
