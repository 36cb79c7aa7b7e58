import { expect, test } from 'vitest'
import { queryTerms, searchTerms } from './search-terms.ts'

const finds = (query: string, text: string) => {
  const terms = new Set(searchTerms(text))
  const wanted = queryTerms(query)
  return wanted.length > 0 && wanted.every((term) => terms.has(term))
}

test.each([
  ['hello', 'Say hello, world'],
  ['HELLO World', 'world: hello!'],
  ['cafe', 'the Café'],
  ['회의', '내일 회의를 합니다'],
  ['회의', '주간회의 자료'],
  ['회', '회의'],
  ['회의 자료', '자료는 회의 뒤에'],
  ['v2', 'release v2 today'],
  ['東京', '東京都'],
  ['1', 'step 1\ufe0f\u20e3'],
  ['ครับ', 'สวัสดีครับ'],
  ['วัส', 'สวัสดีครับ'],
  ['ຂອບໃຈ', 'ຂອບໃຈຫຼາຍໆ'],
  ['អរគុណ', 'សូមអរគុណ'],
  ['हिन्दी', 'यह हिन्दी है'],
])('%j finds %j', (query, text) => {
  expect(finds(query, text)).toBe(true)
})

test.each([
  ['hell', 'hello'],
  ['회의', '회장 의자'],
  ['회의', '의회'],
  ['วัสดี', 'สวัสวี'],
  ['हद', 'यह हिन्दी है'],
  ['', 'anything'],
  ['!?', 'anything'],
])('%j does not find %j', (query, text) => {
  expect(finds(query, text)).toBe(false)
})
