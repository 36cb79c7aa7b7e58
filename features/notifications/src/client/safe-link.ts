import { isLink } from '../inbox/link.ts'

/** A link as it may be followed, judged again where it is followed; anything else is none. */
export function safeLink(link: string | undefined): string | undefined {
  return link !== undefined && isLink(link) ? link : undefined
}
