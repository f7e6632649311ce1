import { Failure } from '../failure.js';

/** A line of a seed file that cannot be applied; the message is one line that names it. */
export class BadLine extends Failure {
  constructor(
    readonly source: string,
    readonly line: number,
    what: string,
  ) {
    super(`${source}, line ${line}: ${what.replaceAll(/\s+/g, ' ')}.`);
    this.name = 'BadLine';
  }
}
