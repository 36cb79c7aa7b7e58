import type { PageFacts } from './facts.ts'

/** Addresses that the page's policy has forbidden. */
const forbidden = new Set<string>()
let isWatching = false

/** The page hears of what its policy forbids only if it listens when that happens. */
export function watchPolicy(): void {
  if (isWatching) return
  isWatching = true
  document.addEventListener('securitypolicyviolation', ({ disposition, effectiveDirective, blockedURI }) => {
    // Some browsers name the whole address, some only its origin.
    if (disposition === 'enforce' && effectiveDirective === 'connect-src') forbidden.add(originOf(blockedURI))
  })
}

export function pageFacts(url: string): PageFacts {
  return {
    protocol: location.protocol,
    isForbidden: forbidden.has(originOf(url)),
  }
}

function originOf(url: string): string {
  try {
    const { protocol, host } = new URL(url)
    return `${protocol}//${host}`
  } catch {
    return url
  }
}
