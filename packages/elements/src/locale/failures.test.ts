import { expect, test } from 'vitest'
import { causeInEnglish, causeInKorean, isAtHome } from './failures.ts'

const noServer = {
  code: 'page/no-server',
  message: 'Nothing answers at http://localhost:3000.',
  fix: 'Start the server.',
  values: { origin: 'http://localhost:3000' },
}

test('in English a cause is what the client says', () => {
  expect(causeInEnglish(noServer)).toEqual({ what: noServer.message, fix: noServer.fix })
})

test('in Korean it has words of its own, with the same values', () => {
  const { what, fix } = causeInKorean(noServer)
  expect([what, fix]).toEqual([
    'http://localhost:3000 에서 아무것도 응답하지 않습니다.',
    '서버를 시작하거나 connect()에 준 호스트와 포트를 바로잡으세요.',
  ])
})

test('what a server found out, and what has no words, is said as it came', () => {
  const verdict = { code: 'handshake/origin', message: '허용되지 않은 출처입니다.', fix: 'origins에 추가하세요.' }
  expect(causeInKorean(verdict)).toEqual({ what: verdict.message, fix: verdict.fix })
  expect(causeInKorean({ code: 'constructor', message: 'x' })).toEqual({ what: 'x', fix: '' })
})

test('only who has the server at hand is told how to mend it', () => {
  const at = (url: string) => isAtHome(new URL(url) as unknown as Location)
  expect(
    [
      'http://localhost:3000',
      'http://127.0.0.1/',
      'http://[::1]:5173/',
      'file:///page.html',
      'https://a.localhost',
    ].map(at),
  ).toEqual(Array(5).fill(true))
  expect(['https://shop.example/', 'http://localhost.evil.example/', 'http://10.0.0.1/'].map(at)).toEqual(
    Array(3).fill(false),
  )
})
