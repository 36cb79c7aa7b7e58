/** The last `size` bytes of `before` followed by `bytes`, in an array of their own. */
export function slideContext(before: Uint8Array | undefined, bytes: Uint8Array, size: number): Uint8Array {
  // Not `slice`, which of a Node Buffer is a view: whoever has the bytes may change them afterwards.
  if (bytes.length >= size) return new Uint8Array(bytes.subarray(bytes.length - size))
  const kept = Math.min(before?.length ?? 0, size - bytes.length)
  const context = new Uint8Array(kept + bytes.length)
  if (before !== undefined) context.set(before.subarray(before.length - kept))
  context.set(bytes, kept)
  return context
}
