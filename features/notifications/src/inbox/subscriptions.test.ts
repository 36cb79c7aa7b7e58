import { describe, expect, test } from 'vitest'
import { deviceId, faultIn } from './subscriptions.ts'

const good = {
  endpoint: 'https://push.example.com/send/abc',
  keys: {
    p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  },
}
const at = (endpoint: string) => faultIn({ ...good, endpoint }, 1000, false)

describe('a push subscription', () => {
  test('that a browser gives is taken', () => {
    expect(faultIn(good, 1000, false)).toBeUndefined()
    expect(faultIn({ ...good, expirationTime: null }, 1000, false)).toBeUndefined()
    expect(faultIn({ ...good, expirationTime: 1001 }, 1000, false)).toBeUndefined()
    expect(at('https://[2606:4700::1111]/x')).toBeUndefined()
  })

  test.each([
    ['', 'is no address'],
    ['http://push.example.com/', 'is not https'],
    ['file:///etc/passwd', 'is not https'],
    ['https://a:b@push.example.com/', 'has a name or a password in it'],
    ...[
      ...[
        'localhost',
        'printer',
        'a.local',
        'x.internal',
        'LOCALHOST.',
        '127.0.0.1',
        '127.1',
        '0x7f000001',
        '2130706433',
      ],
      ...[
        '10.1.2.3',
        '172.16.0.1',
        '172.31.255.255',
        '192.168.1.1',
        '169.254.169.254',
        '100.64.0.1',
        '0.0.0.0',
        '224.0.0.1',
      ],
      ...['[::1]', '[fe80::1]', '[fd00::1]', '[::ffff:127.0.0.1]', '[::]', '[2002:7f00:1::]', '[64:ff9b::7f00:1]'],
    ].map((host) => [`https://${host}/`, 'is at a private address']),
  ])('at %s %s', (endpoint, what) => {
    expect(at(endpoint!)).toBe(`"subscription.endpoint" ${what}.`)
  })

  test.each([
    ['p256dh', ''],
    ['p256dh', 'BTBZMqHH6r4Tts7J_aSIgg'],
    ['p256dh', `A${good.keys.p256dh.slice(1)}`],
    ['p256dh', good.keys.p256dh.replace('_', '/')],
    ['auth', good.keys.p256dh],
    ['auth', 'BTBZMqHH6r4Tts7J_aSIg'],
  ])('with a wrong "%s" is refused with its name: %s', (key, value) => {
    expect(faultIn({ ...good, keys: { ...good.keys, [key]: value } }, 1000, false)).toContain(
      `"subscription.keys.${key}"`,
    )
  })

  test('that is over is refused', () => {
    expect(faultIn({ ...good, expirationTime: 1000 }, 1000, false)).toContain('"subscription.expirationTime"')
  })

  test('of a push service on the own machine is taken where tests ask for it', () => {
    expect(faultIn({ ...good, endpoint: 'http://127.0.0.1:8080/x' }, 1000, true)).toBeUndefined()
    expect(faultIn({ ...good, endpoint: 'ftp://127.0.0.1/x' }, 1000, true)).toBeDefined()
  })

  test('has the id that a browser finds for itself', async () => {
    const digest = await crypto.subtle.digest('SHA-256', Buffer.from(good.endpoint))
    expect(deviceId(good.endpoint)).toBe(Buffer.from(digest).toString('hex').slice(0, 16))
  })
})
