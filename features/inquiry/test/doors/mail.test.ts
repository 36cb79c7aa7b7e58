import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Mailbox } from '../../../../packages/outbound/test/mailbox.ts'
import { type InquiryOptions, inquiry, type MailOptions } from '../../src/server.ts'
import { guest, inquiryId, user } from '../stage.ts'
import { codeOf, Running } from './running.ts'

const [ana, visitor] = [user('ana'), guest('guest-7')]
const minute = 60_000
const form = { answers: { name: 'Vic', email: 'vic@example.net' } }

function mailing(mailbox: Mailbox, more: Partial<MailOptions> = {}, others: InquiryOptions = {}): Running {
  const mail = {
    ...{ transport: mailbox.url, from: 'Example <support@example.com>', siteUrl: 'https://example.com/shop/' },
    addressOf: ({ id }: { readonly id: string }) => ({ address: `${id}@example.org`, name: 'Ana' }),
    ...more,
  }
  return new Running({ mail, linkTo: (id) => `/support?inquiry=${id}`, ...others })
}

/** Answered by Alice, and nobody reads it. */
async function answered(running: Running, who = ana, input: object = {}): Promise<void> {
  await running.start(who, 'a', { text: 'Where is it?', ...input })
  await running.take('alice', 'a')
  await running.reply('alice', 'a', 'On its way')
}

const sent = (running: Running) => running.until(async () => (await running.queued('mail')) === 0)
const body = ({ mails }: Mailbox, at = 0) => mails[at]?.raw.replace(/=\r\n/g, '') ?? ''

describe('a customer who has left', () => {
  test('gets one mail with all that he has not read', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await answered(running)
    await running.advance(5 * minute)
    await running.reply('alice', 'a', 'It will be there <b>tomorrow</b>')
    await running.advance(5 * minute - 1)
    expect(await running.queued('mail')).toBe(1)
    expect(mailbox.mails).toEqual([])
    await running.advance(1)
    await sent(running)
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['ana@example.org']])
    expect(mailbox.mails[0]?.headers).toEqual(
      expect.arrayContaining(['Subject: Answer to your inquiry #1: Where is it?', 'To: Ana <ana@example.org>']),
    )
    expect(body(mailbox)).toContain('Your inquiry has 2 answers.')
    expect(body(mailbox)).toContain('Alice:\r\nOn its way\r\n\r\nAlice:\r\nIt will be there <b>tomorrow</b>')
    expect(body(mailbox)).toContain('It will be there &lt;b&gt;tomorrow&lt;/b&gt;')
    expect(body(mailbox)).toContain(`https://example.com/support?inquiry=3D${inquiryId('a')}`)
    await running.advance(60 * minute)
    expect(mailbox.mails).toHaveLength(1)
  })

  test('is waited for by two mails at most, and the second tells all that was answered meanwhile', async () => {
    const sentMails: string[] = []
    let isDown = true
    const transport = {
      sendMail: async ({ text }: { readonly text: string }) => {
        if (isDown) throw Object.assign(new Error('down'), { code: 'ECONNECTION' })
        sentMails.push(text)
        return { rejected: [] }
      },
    } as never
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox, { transport, afterMs: minute }, { limits: { maxQueued: 2 } })
    await answered(running)
    for (const text of ['Two', 'Three', 'Four']) {
      await running.advance(3 * minute)
      await running.reply('alice', 'a', text)
    }
    expect(await running.queued('mail')).toBe(2)
    const plans = await running.memory.store.duePlans(running.clock.now() + 86_400_000, 100)
    expect(JSON.stringify(plans)).not.toContain('inquiry-door/mail')
    isDown = false
    await running.advance(60 * minute)
    await sent(running)
    expect(sentMails).toHaveLength(2)
    expect(sentMails[1]).toMatch(/Two.*Three.*Four/s)
  })

  test('gets another one for what is answered later', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await answered(running)
    await running.advance(10 * minute)
    await sent(running)
    await running.reply('alice', 'a', 'Arrived')
    await running.advance(10 * minute)
    await sent(running)
    expect(mailbox.mails).toHaveLength(2)
    expect(body(mailbox, 1)).toContain('Arrived')
    expect(body(mailbox, 1)).not.toContain('On its way')
  })

  test('who is a guest is mailed to what he said in the form', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox, { replyTo: ({ id }) => `in+${id}@example.com` })
    await answered(running, visitor, { ...form, page: { language: 'ko-KR' } })
    await running.advance(10 * minute)
    await sent(running)
    expect(mailbox.mails[0]?.to).toEqual(['vic@example.net'])
    expect(mailbox.mails[0]?.headers).toContain(`Reply-To: in+${inquiryId('a')}@example.com`)
    const [subject] = mailbox.mails[0]?.headers.filter((line) => line.startsWith('Subject: ')) ?? []
    const words = [...(subject ?? '').matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)]
    const decoded = words.map(([, word = '']) => Buffer.from(word, 'base64').toString()).join('')
    expect(decoded).toBe('문의 #1에 답변이 도착했어요')
  })

  test('whom a program asked for is answered by mail, as in the README', async () => {
    await using mailbox = await Mailbox.open()
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, example = ''] = /-d '(\{.*?\})'/.exec(readme) ?? []
    const key = 'the-key-of-mail-in'
    const running = mailing(mailbox, {}, { keys: [{ key, may: ['open'] }] })
    const asked = { method: 'POST', body: example, headers: { authorization: `Bearer ${key}` } }
    const posted = running.memory.fetch(new Request('http://127.0.0.1/parley/inquiry/messages', asked))
    const { inquiry } = (await (await running.through(posted))!.json()) as { readonly inquiry: string }
    await running.api.say(inquiry, { as: 'agent', by: { id: 'alice', name: 'Alice' }, text: 'Here' })
    await running.advance(10 * minute)
    await sent(running)
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['ana@example.org']])
    expect(mailbox.mails[0]?.raw).not.toContain('Where is it?')
  })

  test('is sent it once, whatever dies meanwhile', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await answered(running)
    await running.crash()
    await running.advance(10 * minute)
    await sent(running)
    await running.crash()
    await running.advance(10 * minute)
    expect(mailbox.mails).toHaveLength(1)
  })

  test('is read his mail in the words of the app', async () => {
    await using mailbox = await Mailbox.open()
    const write: MailOptions['write'] = ({ answers }, standard) => ({ ...standard, subject: `${answers.length} new` })
    const running = mailing(mailbox, { write })
    await answered(running)
    await running.advance(10 * minute)
    await sent(running)
    expect(mailbox.mails[0]?.headers).toContain('Subject: 1 new')
  })
})

describe('nothing is mailed', () => {
  test('to somebody who has read it', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await answered(running)
    await running.say(ana, 'a', 'mark', { read: (await running.asAgent('a')).recent.at(-1)!.n })
    await running.advance(10 * minute)
    await sent(running)
    expect(mailbox.mails).toEqual([])
  })

  test('of notes and of what he wrote himself', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await running.start(ana, 'a')
    await running.take('alice', 'a')
    await running.say(user('alice'), 'a', 'note', { text: 'Internal' })
    expect(await running.queued('mail')).toBe(0)
  })

  test.each<[string, Partial<MailOptions>, typeof ana, object]>([
    ['whose address nobody knows', { addressOf: () => undefined }, ana, {}],
    ['who is a guest and did not say', {}, visitor, { answers: { name: 'Vic' } }],
  ])('to somebody %s', async (_what, options, who, input) => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox, options)
    await answered(running, who, input)
    await running.advance(10 * minute)
    await sent(running)
    expect([mailbox.mails, running.memory.reports]).toEqual([[], []])
  })

  test('to an address that is several, which is reported', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox, { addressOf: () => 'ana@example.org, eve@example.org' })
    await answered(running)
    await running.advance(10 * minute)
    await sent(running)
    expect(mailbox.mails).toEqual([])
    expect(running.memory.reports).toEqual([expect.stringContaining('is given up: bad-address')])
  })
})

test('a mail server that is down is asked again', async () => {
  const mailbox = await Mailbox.open()
  const running = mailing(mailbox)
  await mailbox[Symbol.asyncDispose]()
  await answered(running)
  await running.advance(10 * minute)
  await running.until(() => running.memory.reports.length > 0)
  expect(await running.queued('mail')).toBe(1)
})

test.each<[string, object]>([
  ['from', { from: 'nobody' }],
  ['transport', { transport: '' }],
  ['siteUrl', { siteUrl: '/shop' }],
  ['replyTo', { replyTo: 'Support <support@example.com>' }],
  ['addressOf', { addressOf: 'ana@example.org' }],
  ['afterMs', { afterMs: -1 }],
])('"%s" of %o is refused at the call', async (_field, wrong) => {
  const mail = { transport: 'smtp://127.0.0.1', from: 'support@example.com', ...wrong }
  expect(await codeOf((async () => inquiry({ mail }))())).toBe('ERR_INQUIRY_MAIL')
})
