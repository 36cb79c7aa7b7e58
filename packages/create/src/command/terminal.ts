/** Where a command speaks, and what it asks there. */
export interface Terminal {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  out(text: string): void
  error(text: string): void
  /** Asks yes or no; without it there is nobody to ask. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined
}
