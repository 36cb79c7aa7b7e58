/** The shortest input found for which `isStillSo` holds: blocks are left out, ever smaller ones, then bytes become zero. */
export async function minimise(
  input: Uint8Array,
  isStillSo: (input: Uint8Array) => boolean | Promise<boolean>,
  tries: number,
): Promise<Uint8Array> {
  let best = input
  let left = tries
  const attempt = async (candidate: Uint8Array): Promise<boolean> => {
    if (left-- <= 0 || !(await isStillSo(candidate))) return false
    best = candidate
    return true
  }
  for (let size = Math.ceil(best.length / 2); size >= 1 && left > 0; size = size > 1 ? Math.ceil(size / 2) : 0) {
    for (let at = 0; at < best.length && left > 0; ) {
      const shorter = new Uint8Array(best.length - Math.min(size, best.length - at))
      shorter.set(best.subarray(0, at))
      shorter.set(best.subarray(at + size), at)
      if (!(await attempt(shorter))) at += size
    }
  }
  for (let at = 0; at < best.length && left > 0; at++) {
    if (best[at] === 0) continue
    const plainer = new Uint8Array(best)
    plainer[at] = 0
    await attempt(plainer)
  }
  return best
}
