/** How much room the screen has: all beside each other, two rows that scroll, or one part at a time. */
export type Size = 'wide' | 'medium' | 'narrow'

export const tabs = ['chart', 'book', 'trade', 'orders'] as const
export type Tab = (typeof tabs)[number]

const wideFrom = 1100
const mediumFrom = 700

/** `width` in CSS pixels; one that is not shown has none. */
export function sizeOf(width: number): Size {
  if (width >= wideFrom || width === 0) return 'wide'
  return width >= mediumFrom ? 'medium' : 'narrow'
}
