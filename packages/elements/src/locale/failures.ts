import type { StatusReason } from '@parley/client'
import { failuresInKorean } from './failures-ko.ts'

/** Why a connection failed, and what whoever builds the page can do about it. */
export interface Cause {
  readonly what: string
  readonly fix: string
}

/** As the client, or the server, says it. */
export function causeInEnglish({ message, fix = '' }: StatusReason): Cause {
  return { what: message, fix }
}

/** In Korean where there are words for the code; what a server found out is said in its words. */
export function causeInKorean(reason: StatusReason): Cause {
  const { code, values = {} } = reason
  const words = Object.hasOwn(failuresInKorean, code) ? failuresInKorean[code] : undefined
  if (words === undefined) return causeInEnglish(reason)
  const [what, fix] = words.map((text) => fillIn(text, values))
  return { what: what ?? '', fix: fix ?? '' }
}

/** Whether who looks at the page is likely who builds it. Visitors cannot mend a server. */
export function isAtHome({ protocol, hostname }: Pick<Location, 'protocol' | 'hostname'>): boolean {
  return protocol === 'file:' || /^(localhost|.*\.localhost|127\.[\d.]+|\[::1\])$/.test(hostname)
}

function fillIn(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? '') : whole,
  )
}
