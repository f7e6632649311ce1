/** Why a command did not do what it was asked, in one line for people. Ends the process with `exitCode`. */
export class Failure extends Error {
  constructor(
    message: string,
    readonly exitCode: number = 1,
  ) {
    super(message);
    this.name = 'Failure';
  }
}
