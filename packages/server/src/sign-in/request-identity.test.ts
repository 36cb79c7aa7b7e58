import type { Feature } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { counterChannel } from '../../test/counter.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { type Served, serve } from '../../test/serve.ts'
import type { AttachOptions } from '../index.ts'
import type { Verdict } from './tokens.ts'

const whoami: Feature = {
  name: 'who',
  channels: [counterChannel],
  fetch: async (request, context) => Response.json((await context.identify(request)) ?? null),
}

const serveWho = (options: Partial<AttachOptions>) =>
  serve({ features: [whoami], store: memoryStore(), drainOnSigterm: false, ...options })

async function who({ port }: Served, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(`http://127.0.0.1:${port}/parley/who/am-i`, { headers })
  return answer.ok ? answer.json() : answer.status
}

const key = 'a-key-of-sixteen-and-more'
const verify = (token: string): Verdict =>
  token === 'good'
    ? { user: { id: 'tok', name: 'Tok' } }
    : token === 'old'
      ? { user: { id: 'tok', name: 'T' }, expiresAt: 1 }
      : undefined
const authenticate: AttachOptions['authenticate'] = ({ headers }) =>
  headers.cookie === 'user=ana' ? { id: 'ana', name: ' Ana ' } : undefined

describe('who a request is from', () => {
  it('is whom authenticate knows, as his sockets are', async () => {
    await using served = await serveWho({ authenticate })
    expect(await who(served, { cookie: 'user=ana' })).toEqual({ id: 'ana', name: 'Ana', guest: false })
    expect(await who(served)).toBe(null)
    expect(await who(served, { authorization: `Guest ${key}` })).toBe(null)
  })

  it('is whom a token names, and nobody else', async () => {
    await using served = await serveWho({ authenticate, tokens: { verify }, guests: true })
    expect(await who(served, { authorization: 'Bearer good' })).toMatchObject({ id: 'tok' })
    expect(await who(served, { authorization: 'bearer good', cookie: 'user=ana' })).toMatchObject({ id: 'tok' })
    expect(await who(served, { authorization: 'Bearer wrong', cookie: 'user=ana' })).toBe(null)
    expect(await who(served, { authorization: 'Bearer old' })).toBe(null)
    expect(await who(served, { cookie: 'user=ana' })).toMatchObject({ id: 'ana' })
  })

  it('is the guest who has the key, the same as over a socket', async () => {
    await using served = await serveWho({})
    using peer = await RawPeer.open(served.port)
    peer.text({ type: 'hello', protocol: 1, guest: { key, name: 'Bo Ö' } })
    const { user } = await peer.messageOf('welcome')
    expect(await who(served, { authorization: `Guest ${key} ${encodeURIComponent('Bo Ö')}` })).toEqual(user)
    expect(await who(served, { authorization: `Guest ${key}` })).toMatchObject({ id: (user as { id: string }).id })
    expect(await who(served, { authorization: `Guest ${key} %zz` })).toMatchObject({ guest: true })
    await peer.leave()
  })

  it.each(['Guest', 'Guest short', `Guest ${'x'.repeat(129)}`, 'Bearer x', 'Basic abc', `Guest ${key} a b`])(
    'is nobody by "%s"',
    async (authorization) => {
      await using served = await serveWho({})
      expect(await who(served, { authorization })).toBe(null)
    },
  )

  it('is nobody once he was revoked, not a guest either', async () => {
    await using served = await serveWho({ authenticate, tokens: { verify }, guests: true })
    const guest = (await who(served, { authorization: `Guest ${key}` })) as { id: string }
    for (const id of ['ana', 'tok', guest.id]) served.attached.revoke(id)
    expect(await who(served, { cookie: 'user=ana' })).toBe(null)
    expect(await who(served, { cookie: 'user=ana', authorization: `Guest ${'b'.repeat(20)}` })).toBe(null)
    expect(await who(served, { authorization: 'Bearer good' })).toBe(null)
    expect(await who(served, { authorization: `Guest ${key}` })).toBe(null)
    served.attached.restore('ana')
    expect(await who(served, { cookie: 'user=ana' })).toMatchObject({ id: 'ana' })
  })

  it('is a fault when it could not be found out', async () => {
    const broken = () => Promise.reject(new Error('no database'))
    await using served = await serveWho({ authenticate: broken, tokens: { verify: broken } })
    expect(await who(served, { cookie: 'user=ana' })).toBe(500)
    expect(await who(served, { authorization: 'Bearer good' })).toBe(500)
    expect(served.log.errors.join('\n')).toContain('"authenticate" threw')
    expect(served.log.errors.join('\n')).toContain('"tokens" threw')
  })
})
