import { describe, expect, test } from 'vitest'
import { Mailbox } from '../../../../packages/outbound/test/mailbox.ts'
import { transcriptText } from '../../src/doors/transcript-mail.ts'
import type { MailOptions } from '../../src/server.ts'
import { guest, inquiryId, user } from '../stage.ts'
import { codeOf, Running } from './running.ts'

const [ana, visitor] = [user('ana'), guest('guest-7')]
const form = { answers: { name: 'Vic', email: 'vic@example.net' } }

function mailing(mailbox: Mailbox, more: Partial<MailOptions> = {}): Running {
  const addressOf: MailOptions['addressOf'] = ({ id }) => `${id}@example.org`
  const mail = {
    transport: mailbox.url,
    from: 'Example <support@example.com>',
    siteUrl: 'https://example.com',
    addressOf,
  }
  return new Running({ mail: { ...mail, ...more }, linkTo: (id) => `/support?inquiry=${id}` })
}

/** With all that no customer reads: a note, a mention, labels, a priority, a note on the way from one to the other. */
async function lived(running: Running, who = ana, input: object = {}): Promise<void> {
  const inquiry = inquiryId('a')
  await running.start(who, 'a', { text: 'Where is it?', ...input })
  await running.take('alice', 'a')
  await running.arrive('bob')
  await running.reply('alice', 'a', 'On its way <b>now</b>')
  await running.say(user('alice'), 'a', 'note', { text: 'HIDDEN in a note', mentions: ['bob'] })
  await running.atDesk('alice', 'label', { inquiry, add: ['HIDDEN label'] })
  await running.atDesk('alice', 'setPriority', { inquiry, priority: 'urgent' })
  const { rev } = (await running.asAgent('a')).facts!
  await running.atDesk('alice', 'transfer', { inquiry, rev, agent: 'bob', note: 'HIDDEN on transfer' })
  await running.say(who, 'a', 'write', { text: 'Thank you' })
  await running.reply('bob', 'a', 'You are welcome')
}

const sent = (running: Running) => running.until(async () => (await running.queued('mail')) <= 1)
const bodyOf = ({ mails }: Mailbox) => (mails.at(-1)?.raw ?? '').replace(/=\r\n/g, '').replaceAll('\r\n', '\n')

describe('a conversation by mail', () => {
  test('says what its customer reads in his page, and nothing of notes and of the desk', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await lived(running)
    await running.say(ana, 'a', 'mailTranscript')
    await sent(running)
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['ana@example.org']])
    expect(mailbox.mails[0]?.headers).toContain('Subject: Your conversation with us, inquiry #1')
    const body = bodyOf(mailbox)
    expect(body).toMatch(
      /You\nWhere is it\?.*Alice has joined.*Alice\nOn its way <b>now<\/b>.*Bob has joined.*You\nThank you.*Bob\nYou are welcome/s,
    )
    expect(body).toContain('On its way &lt;b&gt;now&lt;/b&gt;')
    expect(body).toContain(`https://example.com/support?inquiry=3D${inquiryId('a')}`)
    expect(body).not.toMatch(/HIDDEN|urgent|label|alice|bob@|"id"/)
  })

  test('is sent by an agent who answers, and by no other', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await lived(running)
    const by = (id: string) => codeOf(running.say(user(id), 'a', 'mailTranscript'))
    expect([await by('sue'), await by('carol')]).toEqual(['inquiry/not-yours', 'not-allowed'])
    await running.say(user('bob'), 'a', 'mailTranscript')
    await sent(running)
    expect(bodyOf(mailbox)).toContain('You are welcome')
  })

  test('repeats nothing that a guest wrote: nobody knows whose address he gave', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await lived(running, visitor, form)
    await running.say(visitor, 'a', 'mailTranscript')
    await sent(running)
    expect(mailbox.mails[0]?.to).toEqual(['vic@example.net'])
    expect(bodyOf(mailbox)).toContain('You are welcome')
    expect(bodyOf(mailbox)).not.toMatch(/Where is it|Thank you|Vic|HIDDEN/)
  })

  test.each<[string, Partial<MailOptions>, typeof ana, object]>([
    ['a guest who did not say any', {}, visitor, { answers: { name: 'Vic' } }],
    ['a person whom the app never mails', { addressOf: undefined } as never, ana, {}],
  ])('needs an address: not of %s', async (_who, options, who, input) => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox, options)
    await running.start(who, 'a', input)
    expect(await codeOf(running.say(who, 'a', 'mailTranscript'))).toBe('inquiry/no-address')
  })

  test('is asked for five times at once, and then not faster than one in ten minutes', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await running.start(ana, 'a')
    for (let n = 0; n < 5; n++) await running.say(ana, 'a', 'mailTranscript')
    expect(await codeOf(running.say(ana, 'a', 'mailTranscript'))).toBe('too-fast')
  })

  test('does not wait behind what he has not read', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox)
    await lived(running)
    await running.say(ana, 'a', 'mailTranscript')
    await sent(running)
    expect(mailbox.mails).toHaveLength(1)
    await running.advance(600_000)
    await running.until(async () => (await running.queued('mail')) === 0)
    expect(mailbox.mails.map(({ headers }) => headers.find((line) => line.startsWith('Subject')))).toEqual([
      'Subject: Your conversation with us, inquiry #1',
      expect.stringContaining('Answer to your inquiry'),
    ])
  })

  test('is nobody’s any more once he is erased', async () => {
    await using mailbox = await Mailbox.open()
    const running = mailing(mailbox, {
      transport: { sendMail: async () => Promise.reject(new Error('down')) } as never,
    })
    await lived(running)
    await running.say(ana, 'a', 'mailTranscript')
    await running.memory.host.erasePerson('ana')
    expect(JSON.stringify(running.memory.store.log('inquiry-door/mail'))).not.toMatch(/"ana"|Where is it/)
    expect(await running.queued('mail')).toBe(0)
  })

  test('where there is no mail is refused, and pages know before', async () => {
    const running = new Running()
    await running.start(ana, 'a')
    expect(await codeOf(running.say(ana, 'a', 'mailTranscript'))).toBe('inquiry/no-mail')
    const about = async (server: Running) =>
      (await server.memory.fetch(new Request('http://127.0.0.1/parley/inquiry/about')))?.json()
    expect(await about(running)).toMatchObject({ hasMail: false })
    await using mailbox = await Mailbox.open()
    expect(await about(mailing(mailbox))).toMatchObject({ hasMail: true })
  })
})

test('a conversation is in the language and the time of the page, whatever that page said', () => {
  const customer = { id: 'ana', name: 'Ana', verified: true }
  const inquiry = {
    id: inquiryId('a'),
    no: 1,
    subject: '',
    team: 'support',
    status: 'open',
    priority: 'normal',
    customer,
  } as const
  const entries = [
    { n: 1, at: Date.parse('2026-12-01T00:30:00Z'), kind: 'customer', id: 'c', text: '안녕하세요' },
  ] as const
  const { subject, text } = transcriptText({ inquiry, language: 'ko-KR' }, entries, false, 'Asia/Seoul')
  expect([subject, text]).toEqual([
    '상담 대화 내용 (문의 #1)',
    '상담 대화 내용 (문의 #1)\n\n(이전 메시지는 생략했어요)\n\n2026. 12. 1. 09:30 · 나\n안녕하세요\n',
  ])
  const odd = transcriptText({ inquiry, language: 'x_y' }, entries, true, 'Mars/Olympus').text
  expect(odd).toContain('Dec 1, 2026, 00:30 · You')
})
