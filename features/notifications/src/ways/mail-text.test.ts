import { expect, test } from 'vitest'
import { delivery } from '../../test/delivery.ts'
import { mailText } from './mail-text.ts'

const site = 'https://example.com/app/'

test('says what the notification says, and leads to it on the site', () => {
  const { subject, text, html } = mailText(delivery({ body: 'One\ntwo', link: '/orders/17' }), site)
  expect(subject).toBe('Something')
  expect(text).toBe('Something\n\nOne\ntwo\n\nhttps://example.com/orders/17\n')
  expect(html).toContain('<a href="https://example.com/orders/17">Open</a>')
})

test('of a digest lists what happened, each in the language of the mail', () => {
  const lines = [
    { title: { en: '{actors} wrote', ko: '{actors}님의 글' }, actor: { id: 'ben', name: 'Ben' }, at: 1 },
    { title: 'As it is', at: 1 },
  ]
  const { text, html } = mailText(delivery({ lines, language: 'ko-KR', link: '/x' }), site)
  expect(text).toContain('- Ben님의 글\n- As it is')
  expect(html).toContain('<li>Ben님의 글</li><li>As it is</li>')
  expect(html).toContain('<html lang="ko-KR">')
  expect(html).toContain('>열기</a>')
})

test('of what is private says that there is something', () => {
  const { title: _, ...secret } = delivery({ private: true, language: 'ko' })
  expect(mailText(secret, site)).toMatchObject({ subject: '새 알림이 있어요', text: '새 알림이 있어요\n' })
})

test('nothing in it becomes markup, or is fetched from elsewhere', () => {
  const evil = `<img src=x onerror=alert(1)>"'&</p><script>alert(1)</script>`
  const lines = [{ title: evil, at: 1 }]
  const { html } = mailText(delivery({ title: evil, body: evil, lines, link: `https://x.example/?a="><script>` }), site)
  const tags = [...html.matchAll(/<\/?([a-z!]+)/gi)].map(([, name]) => name)
  expect(new Set(tags)).toEqual(new Set(['!doctype', 'html', 'head', 'meta', 'body', 'div', 'p', 'ul', 'li', 'a']))
  expect(html).not.toMatch(/\bsrc=[^x]|url\(|<link|@import/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;')
})

test('a title of several lines is one', () => {
  expect(mailText(delivery({ title: 'a\r\nBcc: eve@example.com\u2028b' }), site).subject).toBe(
    'a Bcc: eve@example.com b',
  )
})
