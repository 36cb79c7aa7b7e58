import { pageWide } from '@parley/elements'
import type { TabsWorld } from '../../client/tab-leader.ts'
import type { TitleWorld } from '../../client/title-count.ts'
import { TitleCount } from '../../client/title-count.ts'

/** The tabs of this browser. */
export const browserTabs: TabsWorld = {
  get locks() {
    return navigator.locks as LockManager | undefined
  },
  channel:
    typeof BroadcastChannel === 'function'
      ? (name, hear) => {
          const channel = new BroadcastChannel(name)
          channel.onmessage = ({ data }) => hear(data)
          return channel
        }
      : undefined,
  isInView: () => document.visibilityState === 'visible',
  onInView(listener) {
    const look = () => {
      if (document.visibilityState === 'visible') listener()
    }
    document.addEventListener('visibilitychange', look)
    addEventListener('focus', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('focus', look)
    }
  },
}

const documentTitle: TitleWorld = {
  get title() {
    return document.title
  },
  set title(title) {
    document.title = title
  },
  observe(listener) {
    // The whole head: a page may also put another `<title>` in place of the one that is there.
    const observer = new MutationObserver(listener)
    observer.observe(document.head, { childList: true, characterData: true, subtree: true })
    return () => observer.disconnect()
  },
}

/** The count in the title of this page, whichever files of elements put something into it. */
export function pageTitle(): TitleCount {
  return pageWide('title-count', () => new TitleCount(documentTitle))
}
