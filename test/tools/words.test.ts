// A code that several rooms speak of has the same words in all of them.
import { entryOf } from '@parley/diagnosis'
import { expect, it } from 'vitest'
import { ClientCode } from '../../packages/client/src/codes.ts'
import { pageWords } from '../../packages/client/src/why/words.ts'
import { failuresInKorean } from '../../packages/elements/src/locale/failures-ko.ts'

it.each(Object.entries(pageWords))('%s is said in the words of the catalogue, in English and Korean', (code, words) => {
  const entry = entryOf(code)
  expect(words).toEqual([entry?.en.what, entry?.en.fix])
  expect(failuresInKorean[code]).toEqual([entry?.ko.what, entry?.ko.fix])
})

it('there are Korean words for nothing else', () => {
  expect(Object.keys(failuresInKorean).sort()).toEqual(Object.keys(pageWords).sort())
})

it('each code of the client is in the catalogue', () => {
  expect(Object.values(ClientCode).filter((code) => entryOf(code) === undefined)).toEqual([])
})
