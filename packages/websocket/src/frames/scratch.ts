/** Bytes that one call uses and nobody keeps: the machine is synchronous, so all connections share one place. */
export const SCRATCH: Uint8Array = new Uint8Array(65_536)
/** The same memory as words. */
export const SCRATCH_WORDS: Int32Array = new Int32Array(SCRATCH.buffer)
