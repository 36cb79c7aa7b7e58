/** Thrown at the call when the caller's code is wrong. `code` is stable; the message says what was expected and what came. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: `ERR_${string}`

  constructor(code: `ERR_${string}`, message: string) {
    super(message)
    this.code = code
  }
}
