/** Tells views apart whatever the names hold: a server may send any text. */
export function viewKey(channel: string, view: string): string {
  return JSON.stringify([channel, view])
}
