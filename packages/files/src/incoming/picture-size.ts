import { imageSize } from 'image-size'

/** Pictures beyond are kept as they are, but the list does not show them: what a browser would unpack has to be bounded. */
const mostPixels = 100_000_000

/** A picture's measures in pixels as it is shown, turned as its EXIF data says; `undefined` where the beginning of the file does not tell. */
export function pictureSize(head: Uint8Array): { readonly width: number; readonly height: number } | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(head)
    if (!isMeasure(width) || !isMeasure(height) || width * height > mostPixels) return undefined
    return orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch {
    return undefined
  }
}

function isMeasure(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0
}
