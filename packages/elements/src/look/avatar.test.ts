import { expect, test } from 'vitest'
import { avatarColourIndex, avatarColours, initials } from './avatar.ts'

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((index) => {
    const channel = Number.parseInt(colour.slice(index, index + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

test.each(avatarColours)('white on %s has a contrast of at least 4.5', (colour) => {
  expect(1.05 / (luminance(colour) + 0.05)).toBeGreaterThanOrEqual(4.5)
})

test('a person has the same colour everywhere', () => {
  expect(avatarColourIndex('guest-1')).toBe(avatarColourIndex('guest-1'))
  const seen = new Set(Array.from({ length: 200 }, (_, index) => avatarColourIndex(`guest-${index}`)))
  expect(seen.size).toBe(avatarColours.length)
})

test.each([
  ['Quiet Heron', 'QH'],
  ['ana', 'A'],
  ['김민수', '민수'],
  ['Zoë van Dam', 'ZV'],
  ['👩‍🚀 Space', '👩‍🚀S'],
  ['Ada (demo)', 'A'],
  ['Ada 2 (demo)', 'A2'],
  ['', ''],
])('initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
