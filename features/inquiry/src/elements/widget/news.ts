import type { OwnInquiriesModel } from '../../client/customer/own-model.ts'
import type { OwnInquiry } from '../../contract/index.ts'

/** Tells what came that was not read: by the numbers of the list, so also what came while the page was away. */
export class News {
  #known: Map<string, { readonly unread: number; readonly lastAt: number }> | undefined

  /** The inquiries in which something new has come since the last look. The first look finds nothing. */
  look(own: OwnInquiriesModel | undefined): readonly OwnInquiry[] {
    if (!own?.isReady) {
      this.#known = undefined
      return []
    }
    const before = this.#known
    this.#known = new Map(own.all.map(({ id, unread, lastAt }) => [id, { unread, lastAt }]))
    if (before === undefined) return []
    return own.all.filter(({ id, unread, lastAt }) => {
      const known = before.get(id)
      return unread > (known?.unread ?? 0) && lastAt > (known?.lastAt ?? 0)
    })
  }
}

/** One tab of a browser makes a sound for what is new: the first that gets here, for a moment. */
export async function ringOnce(ring: () => void): Promise<void> {
  const { locks } = navigator as { readonly locks?: LockManager }
  if (locks === undefined) {
    ring()
    return
  }
  await locks
    .request('parley-inquiry-ring', { ifAvailable: true }, async (lock) => {
      if (lock === null) return
      ring()
      await new Promise((resolve) => setTimeout(resolve, 1000))
    })
    .catch(() => {})
}
