/**
 * Whether a notification may lead there: a path on this site (one `/` at its beginning), or a whole address of http or https. Browsers drop
 * tabs and line ends, and take `\` for `/`: what has them is no path of this site.
 */
export function isLink(link: string): boolean {
  if (/[\p{Cc}\p{Z}\\]/u.test(link)) return false
  if (link.startsWith('/')) return !link.startsWith('//')
  return /^https?:\/\//i.test(link) && URL.canParse(link)
}
