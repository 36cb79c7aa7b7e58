import type { Feature } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { counterChannel } from '../../test/counter.ts'
import { type Served, serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions } from '../index.ts'

const named = 'https://app.example'
const foreign = 'https://evil.example'

const asked: string[] = []
let release = () => {}
const tally: Feature = {
  name: 'tally',
  channels: [counterChannel],
  fetch: async (request) => {
    asked.push(`${request.method} ${await request.text()}`)
    if (request.url.endsWith('none')) return undefined
    if (request.url.endsWith('held')) {
      await new Promise<void>((resolve) => {
        release = resolve
      })
    }
    const headers = { 'x-count': '3', 'content-type': 'text/plain', vary: 'Cookie', 'set-cookie': 'a=1' }
    return new Response('three', { headers })
  },
}

const serveTally = (options: Partial<AttachOptions> = {}) => {
  asked.length = 0
  const base = {
    features: [tally],
    store: memoryStore(),
    drainOnSigterm: false,
    origins: [named, 'https://two.example'],
  }
  return serve({ ...base, ...options }, (_, response) => response.end('app'))
}

type Asked = {
  readonly method?: string
  readonly path?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

async function ask({ port }: Served, origin: string | undefined, { path = 'x', headers, ...init }: Asked = {}) {
  const from = origin === undefined ? {} : { origin }
  const url = `http://127.0.0.1:${port}/parley/tally/${path}`
  const answer = await fetch(url, { ...init, headers: { ...from, ...headers } })
  const text = await answer.text()
  const cors = [...answer.headers].filter(([name]) => name.startsWith('access-control-'))
  return { status: answer.status, vary: answer.headers.get('vary'), cors: Object.fromEntries(cors), text }
}

const preflight = {
  method: 'OPTIONS',
  headers: {
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'authorization,content-type',
  },
}

describe('a page of an origin that the app names', () => {
  it('reads an answer, its headers too, and may send cookies', async () => {
    await using served = await serveTally()
    expect(await ask(served, named)).toEqual({
      status: 200,
      vary: 'Cookie, Origin',
      cors: {
        'access-control-allow-origin': named,
        'access-control-allow-credentials': 'true',
        'access-control-expose-headers': 'vary, x-count',
      },
      text: 'three',
    })
  })

  it('may send anything, as its preflight is told, and the feature is not asked for that', async () => {
    await using served = await serveTally()
    expect(await ask(served, named, preflight)).toEqual({
      status: 204,
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      cors: {
        'access-control-allow-origin': named,
        'access-control-allow-credentials': 'true',
        'access-control-allow-methods': 'PUT',
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '600',
      },
      text: '',
    })
    expect(asked).toEqual([])
    expect((await ask(served, named, { method: 'PUT', body: 'four' })).status).toBe(200)
    expect(asked).toEqual(['PUT four'])
  })

  it('is never answered with a wildcard, whatever its preflight wants', async () => {
    await using served = await serveTally()
    const headers = {
      'access-control-request-method': '*',
      'access-control-request-headers': 'x-one, *, x two, x-three',
    }
    const { cors } = await ask(served, named, { method: 'OPTIONS', headers })
    expect(cors).toMatchObject({ 'access-control-allow-headers': 'x-one, x-three', 'access-control-allow-methods': '' })
    expect(JSON.stringify(cors)).not.toContain('*')
  })

  it('reads why the server says no', async () => {
    await using served = await serveTally()
    expect(await ask(served, named, { path: 'none' })).toMatchObject({
      status: 404,
      cors: { 'access-control-allow-origin': named },
    })
    const held = ask(served, named, { path: 'held' })
    await until(() => asked.length === 2, 'the request that keeps it from closing')
    const closing = served.attached.close()
    expect(await ask(served, named)).toMatchObject({
      status: 503,
      cors: { 'access-control-allow-origin': named, 'access-control-expose-headers': 'retry-after' },
    })
    release()
    expect((await held).status).toBe(200)
    await closing
  })
})

describe('a page of any other origin', () => {
  it.each([
    ['of another name', foreign],
    ['of the same name by another scheme', 'http://app.example'],
    ['of another port', 'https://app.example:8443'],
    ['whose name begins like one', 'https://app.example.evil.example'],
    ['without a name', 'null'],
  ])('%s is given no header, its preflight 403, and its PUT never comes to the feature', async (_which, origin) => {
    await using served = await serveTally()
    expect(await ask(served, origin)).toMatchObject({ status: 200, vary: 'Cookie, Origin', cors: {} })
    asked.length = 0
    expect(await ask(served, origin, preflight)).toMatchObject({ status: 403, vary: 'Origin', cors: {} })
    expect(await ask(served, origin, { method: 'PUT', body: 'x' })).toMatchObject({ status: 403, cors: {} })
    expect(asked).toEqual([])
  })

  it('is given none where the app names no origin at all, and nothing varies by it', async () => {
    await using served = await serveTally({ origins: [] })
    expect(await ask(served, foreign)).toMatchObject({ status: 200, vary: 'Cookie', cors: {} })
    expect(await ask(served, foreign, preflight)).toMatchObject({ status: 403, cors: {} })
  })
})

describe('what is no page of another origin', () => {
  it('needs no such header: a program, and a page of the own host', async () => {
    await using served = await serveTally()
    expect(await ask(served, undefined)).toMatchObject({ status: 200, vary: 'Cookie, Origin', cors: {} })
    expect(await ask(served, `http://127.0.0.1:${served.port}`)).toMatchObject({ status: 200, cors: {} })
  })

  it('has its OPTIONS answered by the feature', async () => {
    await using served = await serveTally()
    expect(await ask(served, undefined, { method: 'OPTIONS' })).toMatchObject({ status: 200 })
    expect(await ask(served, named, { method: 'OPTIONS' })).toMatchObject({ status: 200 })
    expect(asked).toEqual(['OPTIONS ', 'OPTIONS '])
  })
})
