/** Something that the user gave is wrong: exit code 2. `fix` says what to do about it. */
export class InputError extends Error {
  readonly fix: string
  constructor(message: string, fix: string) {
    super(message)
    this.name = "InputError"
    this.fix = fix
  }
}
