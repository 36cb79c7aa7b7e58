import type { AddressInfo } from 'node:net'
import net from 'node:net'
import type { MailAddress } from '@parley/outbound'
import { describe, expect, test } from 'vitest'
import { Mailbox } from '../../../../packages/outbound/test/mailbox.ts'
import { delivery, never } from '../../test/delivery.ts'
import { type EmailOptions, email } from './email.ts'

const options: Omit<EmailOptions, 'transport'> = {
  from: 'Example <no-reply@example.com>',
  siteUrl: 'https://example.com',
  addressOf: (user) => ({ address: `${user}@example.net`, name: `Name of ${user}` }),
}

const header = (mailbox: Mailbox, name: string, at = 0) =>
  mailbox.mails[at]?.headers.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}: `))

describe('a mail', () => {
  test('goes to its person, as plain text and as HTML', async () => {
    await using mailbox = await Mailbox.open()
    const way = email({ ...options, transport: mailbox.url })
    expect(await way.send(delivery({ title: 'Paid', body: 'Thank you', link: '/orders/1' }), never)).toEqual({
      status: 'sent',
    })
    const [mail] = mailbox.mails
    expect(mail).toMatchObject({ from: 'no-reply@example.com', to: ['ana@example.net'] })
    expect(mail?.headers).toEqual(
      expect.arrayContaining([
        'From: Example <no-reply@example.com>',
        'To: Name of ana <ana@example.net>',
        'Subject: Paid',
        'Auto-Submitted: auto-generated',
      ]),
    )
    expect(mail?.raw).toContain('Content-Type: text/plain; charset=utf-8')
    expect(mail?.raw).toContain('Content-Type: text/html; charset=utf-8')
    expect(mail?.raw).toContain('https://example.com/orders/1')
    expect(header(mailbox, 'List-Unsubscribe')).toEqual([])
  })

  test('has the same Message-ID in every attempt, and another one for another delivery', async () => {
    await using mailbox = await Mailbox.open()
    const way = email({ ...options, transport: mailbox.url })
    for (const id of ['ana/1.1/email', 'ana/1.1/email', '한/1.1/email']) await way.send(delivery({ id }), never)
    const ids = mailbox.mails.map((_, at) => header(mailbox, 'Message-ID', at)?.[0])
    expect(ids[0]).toMatch(/^Message-ID: <[0-9a-f]{32}@example\.com>$/)
    expect(ids[1]).toBe(ids[0])
    expect(ids[2]).not.toBe(ids[0])
  })

  test('says how to end it, where the app says so', async () => {
    await using mailbox = await Mailbox.open()
    const unsubscribe = [
      'https://example.com/u?t=1',
      'mailto:stop@example.com',
      'javascript:alert(1)',
      'https://x\r\nBcc: a@b.c',
    ]
    const addressOf = () => ({ address: 'ana@example.net', unsubscribe })
    await email({ ...options, addressOf, transport: mailbox.url }).send(delivery(), never)
    expect(header(mailbox, 'List-Unsubscribe')).toEqual([
      'List-Unsubscribe: <https://example.com/u?t=1>, <mailto:stop@example.com>',
    ])
    expect(header(mailbox, 'List-Unsubscribe-Post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click'])
  })

  test('says it in the words of the app', async () => {
    await using mailbox = await Mailbox.open()
    const write: EmailOptions['write'] = ({ count }, standard) => ({
      ...standard,
      subject: `${count}: ${standard.subject}`,
    })
    await email({ ...options, write, transport: mailbox.url }).send(delivery({ count: 3 }), never)
    expect(header(mailbox, 'Subject')).toEqual(['Subject: 3: Something'])
  })

  test('has no header and no recipient but its own, whatever titles, names and words say', async () => {
    await using mailbox = await Mailbox.open()
    const evil = 'x\r\nBcc: eve@example.com\r\n\r\n<b>'
    const addressOf = () => ({ address: 'ana@example.net', name: `${evil}, eve@example.com` })
    const write: EmailOptions['write'] = (_delivery, standard) => ({ ...standard, subject: evil })
    const way = email({ ...options, addressOf, write, transport: mailbox.url })
    expect(await way.send(delivery({ title: evil, body: evil }), never)).toEqual({ status: 'sent' })
    expect(mailbox.mails[0]?.to).toEqual(['ana@example.net'])
    const names = mailbox.mails[0]?.headers.map((line) => line.split(':')[0])
    const usual = ['From', 'To', 'Subject', 'Message-ID', 'Date', 'MIME-Version', 'Content-Type', 'Auto-Submitted']
    expect(names?.toSorted()).toEqual(usual.toSorted())
  })
})

describe('an address', () => {
  test.each([
    ...[
      'ana@example.net\r\nBcc: eve@example.com',
      'ana@example.net, eve@example.com',
      'ana',
      '',
      '@example.net',
      'Ana <a@b.c>',
    ],
    ...[`${'a'.repeat(251)}@b.c`, 'a@b@c', 'a b@c.d', 7 as never],
  ])('%j is none', async (address) => {
    await using mailbox = await Mailbox.open()
    const way = email({ ...options, addressOf: () => address, transport: mailbox.url })
    expect(await way.send(delivery(), never)).toEqual({ status: 'failed', reason: 'bad-address' })
    expect(mailbox.mails).toEqual([])
  })

  test('that nobody has ends it; one that cannot be found out now is asked for again', async () => {
    const transport = 'smtp://127.0.0.1:1'
    const none = email({ ...options, transport, addressOf: async () => undefined })
    expect(await none.send(delivery(), never)).toEqual({ status: 'failed', reason: 'no-address' })
    const fails = email({
      ...options,
      transport,
      addressOf: () => Promise.reject<MailAddress>(new Error('no database')),
    })
    await expect(fails.send(delivery(), never)).rejects.toThrow('no database')
  })
})

describe('a mail server', () => {
  const refusing = (responseCode: number) =>
    Mailbox.open({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('No.'), { responseCode })),
    })

  test.each([
    [550, { status: 'failed', reason: 'refused', detail: '550 No.' }],
    [553, { status: 'failed', reason: 'refused', detail: '553 No.' }],
    [421, { status: 'later', reason: 'busy', detail: '421 No.' }],
    [450, { status: 'later', reason: 'busy', detail: '450 No.' }],
    [452, { status: 'later', reason: 'busy', detail: '452 No.' }],
  ])('that refuses with %i', async (code, expected) => {
    await using mailbox = await refusing(code)
    expect(await email({ ...options, transport: mailbox.url }).send(delivery(), never)).toEqual(expected)
  })

  test('that does not know the password is asked again: it is not the mail that is wrong', async () => {
    await using mailbox = await Mailbox.open({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(new Error('Who?')),
    })
    const transport = mailbox.url.replace('//', '//user:wrong@')
    expect(await email({ ...options, transport }).send(delivery(), never)).toMatchObject({
      ...{ status: 'later', reason: 'error', detail: expect.stringContaining('Who?') },
    })
  })

  test('that nobody is at is asked again later', async () => {
    const mailbox = await Mailbox.open()
    const transport = mailbox.url
    await mailbox[Symbol.asyncDispose]()
    expect(await email({ ...options, transport }).send(delivery(), never)).toMatchObject({
      ...{ status: 'later', reason: 'unreachable' },
    })
  })

  test('that hangs is left when its time is over, and its connection with it', async () => {
    const left = new AbortController()
    const ends: Promise<unknown>[] = []
    const hanging = net.createServer((socket) => {
      ends.push(
        new Promise((resolve) => {
          socket
            .on('error', () => {})
            .on('close', resolve)
            .resume()
        }),
      )
      left.abort()
    })
    await new Promise<void>((resolve) => {
      hanging.listen(0, '127.0.0.1', resolve)
    })
    const transport = `smtp://127.0.0.1:${(hanging.address() as AddressInfo).port}`
    const result = await email({ ...options, transport }).send(delivery(), left.signal)
    expect(result).toEqual({ status: 'later', reason: 'timeout' })
    await Promise.all(ends)
    hanging.close()
  })
})

test.each<[string, object]>([
  ['from', { from: 'nobody' }],
  ['from', { from: 'a@b.c\r\nBcc: eve@example.com' }],
  ['siteUrl', { siteUrl: '/app' }],
  ['addressOf', { addressOf: undefined }],
  ['transport', { transport: '' }],
])('"%s" of %o is refused at the call', (field, wrong) => {
  const code = 'ERR_NOTIFICATIONS_EMAIL'
  expect(() => email({ ...options, transport: 'smtp://127.0.0.1', ...wrong })).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(`"${field}"`) }),
  )
})
