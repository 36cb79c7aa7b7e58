import { expect, test } from 'vitest'
import type { DoorInquiry } from './event.ts'
import type { UnreadAnswer } from './mail.ts'
import { mailText } from './mail-text.ts'

const customer = { id: 'ana', name: 'Ana', verified: true }
const inquiry = { id: 'a', no: 17, subject: 'Where is it?', customer } as DoorInquiry
const said = (text: string, more: object = {}) =>
  ({ n: 1, at: 1, kind: 'agent', id: 'c', by: { id: 'alice', name: 'Alice' }, text, ...more }) as UnreadAnswer

test('says who said what, and where to read on', () => {
  const file = { id: 'f', name: 'bill.pdf', type: 'application/pdf', size: 1 }
  const answers = [said('On its way'), said('', { files: [file] })]
  const { subject, text, html } = mailText({ inquiry, answers, language: 'en-GB', link: 'https://x.example/a' })
  expect(subject).toBe('Answer to your inquiry #17: Where is it?')
  expect(text).toBe(
    'Your inquiry has 2 answers.\n\nAlice:\nOn its way\n\nAlice:\nFile: bill.pdf\n\nhttps://x.example/a\n',
  )
  expect(html).toContain('<a href="https://x.example/a">Read on</a>')
})

test('says a guest’s own words to nobody', () => {
  const guests = { ...inquiry, customer: { ...customer, verified: false } }
  const mail = mailText({ inquiry: guests, answers: [said('On its way')], language: 'en' })
  expect(mail.subject).toBe('Answer to your inquiry #17')
  expect(JSON.stringify(mail)).not.toContain('Where is it')
})

test('speaks Korean to whom it does', () => {
  const { subject, text, html } = mailText({
    inquiry,
    answers: [said('보냈어요')],
    language: 'ko',
    link: 'https://x.example',
  })
  expect(subject).toBe('문의 #17에 답변이 도착했어요: Where is it?')
  expect(text).toContain('문의하신 내용에 답변이 도착했어요.\n\nAlice:\n보냈어요')
  expect(html).toContain('<html lang="ko">')
})

test('nothing in it becomes markup or another header', () => {
  const evil = `<img src=x onerror=alert(1)>"'&\r\nBcc: eve@example.com`
  const answers = [said(evil, { by: { id: 'alice', name: evil } })]
  const { subject, html } = mailText({
    inquiry: { ...inquiry, subject: evil },
    answers,
    language: '"><script>',
    link: 'https://x.example/?a="><script>',
  })
  expect(subject).not.toMatch(/[\r\n]/)
  const tags = [...html.matchAll(/<\/?([a-z!]+)/gi)].map(([, name]) => name)
  expect(new Set(tags)).toEqual(new Set(['!doctype', 'html', 'head', 'meta', 'body', 'div', 'p', 'b', 'a']))
})
