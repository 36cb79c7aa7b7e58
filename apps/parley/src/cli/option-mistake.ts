/** What `parseArgs` throws of an option that is not there or lacks its value, without its advice on arguments that begin with a dash. */
export function optionMistake(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/\. To specify a positional argument.*$/s, '.')
}
