import { expect, test } from 'vitest'
import { shownPush } from './payload.ts'

test('shows what the push says, under its tag', () => {
  const push = { title: 'Filled', body: '2 at 10', link: '/orders/7', tag: 'order-7', language: 'en', at: 5 }
  expect(shownPush(JSON.stringify(push), 9)).toEqual({
    title: 'Filled',
    options: { body: '2 at 10', tag: 'order-7', lang: 'en', timestamp: 5, renotify: true, data: { link: '/orders/7' } },
  })
})

test('a private one says only that there is something, in its language', () => {
  const push = { tag: 'a', language: 'ko-KR', at: 5, link: '/x' }
  expect(shownPush(JSON.stringify(push), 9)).toMatchObject({
    title: '새 알림이 있어요',
    options: { data: { link: '/x' } },
  })
})

test.each(['', 'no json', 'null', '[]', '{"title":7,"at":"x","tag":{},"link":null}'])(
  '%j still shows something',
  (text) => {
    expect(shownPush(text, 9)).toEqual({
      title: 'New notification',
      options: { tag: 'parley', lang: 'en', timestamp: 9, renotify: true, data: { link: '/' } },
    })
  },
)
