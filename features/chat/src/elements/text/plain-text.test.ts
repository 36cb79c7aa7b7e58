import { expect, test } from 'vitest'
import { linkText } from './link-text.ts'
import { isolated, plainText } from './plain-text.ts'

test('a name turned around is shown as it is, with a sign that something was there', () => {
  expect(plainText('photo \u202egnp.exe')).toBe('photo \ufffdgnp.exe')
  expect(plainText('\u2067\u2066exe\u2069.\u2066gnp\u2069\u2069')).toBe('exe.gnp')
})

test('copied phone numbers and words of any script stay as they are', () => {
  expect(plainText('call \u202a+1 555 0100\u202c')).toBe('call +1 555 0100')
  for (const text of ['مرحبا\u200f، نؤجلها؟', 'א\u200eb', '안녕 👩‍🚀', 'a\nb']) expect(plainText(text)).toBe(text)
})

test('a link shows where it leads', () => {
  for (const { text, href } of linkText(plainText('\u2068https://example.com/\u202egnp.exe\u2069')))
    expect(decodeURI(href ?? '')).toBe(text)
})

test('a name in a sentence turns nothing else around', () => {
  expect(isolated('\u202eAna\u2069')).toBe('\u2068\ufffdAna\u2069')
})
