/** After a load that failed, the next try. */
const retryMs = 5_000
/** Safari has no idle callback yet. */
const idleMs = 2_000

type Load = () => Promise<unknown>

/**
 * Loads what defines an element as soon as the page has one; what the page has none of, when there is nothing else to do, for elements in shadow
 * roots, which are not seen from here. So no page waits for what it does not show.
 */
export function loadWhenUsed(parts: { readonly [name: string]: Load }, page: Document = document): void {
  const left = new Map(Object.entries(parts))
  const look = () => {
    for (const [name, load] of left) {
      if (page.querySelector(name) === null) continue
      left.delete(name)
      void insist(load)
    }
    if (left.size === 0) observer.disconnect()
  }
  const observer = new MutationObserver(look)
  observer.observe(page, { childList: true, subtree: true })
  look()
  whenIdle(() => {
    observer.disconnect()
    for (const load of left.values()) void insist(load)
    left.clear()
  })
}

/** Again until it is there: a page that has the element is nothing without it. */
async function insist(load: Load): Promise<void> {
  try {
    await load()
  } catch {
    setTimeout(() => void insist(load), retryMs)
  }
}

function whenIdle(run: () => void): void {
  const idle = () => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(run)
    else setTimeout(run, idleMs)
  }
  if (document.readyState === 'complete') idle()
  else addEventListener('load', idle, { once: true })
}
