type Output = Pick<NodeJS.WriteStream, 'on' | 'once'>;

const silent = (): void => undefined;

/** Nobody reads any more, as behind `head`: nothing to complain of. Anything else, a full disk for one, fails a command. */
function told({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  process.stderr.write(`customer-gateway: The output cannot be written (${code ?? message}).\n`);
  process.exitCode = 1;
}

/** Has a command do its work to the end, and a gateway serve on, whatever becomes of what they print. */
export function outliveOutput(output: Output, complaints: Output): void {
  output.once('error', told).on('error', silent);
  complaints.on('error', silent);
}
