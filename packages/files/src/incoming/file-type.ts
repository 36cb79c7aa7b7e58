import { fileTypeFromBuffer } from 'file-type'

/** What may be uploaded unless the option `files.types` says otherwise. SVG and HTML are not among them: they run scripts. */
export const defaultTypes: readonly string[] = [
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'application/pdf',
  'application/zip',
  'text/plain',
  'audio/mpeg',
  'audio/mp4',
  'audio/ogg',
  'video/mp4',
  'video/webm',
]

/** So many bytes of the beginning tell what a file is. */
export const headBytes = 4100

/** Pictures that browsers show in a page; everything else is only ever saved. */
export const pictureTypes: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
])

/** Names that different programs have for one type. */
const sameAs: ReadonlyMap<string, string> = new Map([
  ['image/jpg', 'image/jpeg'],
  ['image/pjpeg', 'image/jpeg'],
  ['application/x-zip-compressed', 'application/zip'],
  ['audio/mp3', 'audio/mpeg'],
  ['audio/x-m4a', 'audio/mp4'],
  ['application/ogg', 'audio/ogg'],
])

export function plainType(type: string): string {
  const [essence = ''] = type.split(';')
  const name = essence.trim().toLowerCase()
  return sameAs.get(name) ?? name
}

/**
 * The media type of a file by its first `headBytes` bytes: what they show it to be, `text/plain` if they are nothing known and read as text,
 * `undefined` otherwise. Neither name nor sender is asked.
 */
export async function typeOf(head: Uint8Array, isWhole: boolean): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(head)
  if (found !== undefined) return plainType(found.mime)
  return isText(head, isWhole) ? 'text/plain' : undefined
}

/** UTF-8 without control characters but those of plain text. A character that the head cuts off is no fault. */
function isText(head: Uint8Array, isWhole: boolean): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !isWhole })
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
    return !/[\x00-\x08\x0e-\x1a\x1c-\x1f]/.test(text)
  } catch {
    return false
  }
}
