/** SQLite takes whole numbers only. */
export function whole(value: number): number {
  return Math.trunc(Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER))
}
