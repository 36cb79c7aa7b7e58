import http from 'node:http'
import { defineChannel, defineFold, type Feature, type FeatureServer } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { serve } from '../test/serve.ts'
import { attach } from './index.ts'

const fold = defineFold({ state: () => ({ rings: 0 }), events: { rung: (state, _data: object) => void state.rings++ } })
const bell = defineChannel('bell', fold, {
  commands: { ring: { input: z.object({}), decide: () => [{ type: 'rung', data: {} }] } },
  views: { all: {} },
})

const ring = (server: FeatureServer) => server.command('bell/door', 'ring', {})
const options = { drainOnSigterm: false, log: { info() {}, warn() {}, error() {} } }

describe('a feature on a server', () => {
  it('adds its api to what attach returns, and begins', async () => {
    const started: string[] = []
    const doorbell: Feature<{ ring(): Promise<{ offset: number }> }> = {
      name: 'doorbell',
      channels: [bell],
      api: (server) => ({ ring: () => ring(server) }),
      start: ({ path }) => {
        started.push(path)
        return { close: async () => void started.push('closed') }
      },
    }
    const server = http.createServer()
    const parley = attach(server, { ...options, path: '/live', features: [doorbell], store: memoryStore() })
    expect(await parley.ring()).toMatchObject({ offset: 1 })
    expect([parley.socketCount, started]).toEqual([0, ['/live']])
    await parley.close()
    expect(started).toEqual(['/live', 'closed'])
  })

  it('needs neither channels nor HTTP to run', async () => {
    const heard: string[] = []
    const clock: Feature = {
      name: 'clock',
      channels: [],
      start: () => ({ close: async () => void heard.push('closed') }),
    }
    await using served = await serve({ ...options, features: [clock], store: memoryStore() })
    await served.attached.close()
    expect(heard).toEqual(['closed'])
  })

  it.each(['close', 'revoke', 'fault', 'constructor'])('may not call something of its api "%s"', (name) => {
    const feature: Feature = { name: 'bell', channels: [bell], api: () => ({ [name]: () => {} }) }
    expect(() => attach(http.createServer(), { ...options, features: [feature], store: memoryStore() })).toThrow(
      expect.objectContaining({
        code: 'ERR_FEATURE_API',
        message: `"api" of the feature "bell" has "${name}", which attach itself has.`,
      }),
    )
  })

  it.each([
    ['api', { api: {} }, '"api" of the feature "bell" is a function'],
    ['start', { start: true }, '"start" of the feature "bell" is a function'],
    ['announcements', { announcements: {} }, '"announcements" of the feature "bell" says where they go'],
    ['announces', { announces: { 'bell/ring': {} } }, '"announces" of the feature "bell" has a title'],
  ])('whose "%s" is wrong is refused before anything is done', (_what, wrong, words) => {
    const feature = { name: 'bell', channels: [bell], ...wrong } as never
    const store = memoryStore()
    expect(() => attach(http.createServer(), { ...options, features: [feature], store })).toThrow(words)
  })

  it('that cannot begin makes attach throw; what began is closed, and the path is free again', async () => {
    const heard: string[] = []
    const first: Feature = {
      name: 'first',
      channels: [bell],
      start: () => ({ close: async () => void heard.push('closed') }),
    }
    const broken: Feature = {
      name: 'broken',
      channels: [],
      start: () => {
        throw new Error('no key')
      },
    }
    const server = http.createServer()
    const offer = { ...options, store: memoryStore() }
    expect(() => attach(server, { ...offer, features: [first, broken] })).toThrow('no key')
    await expect.poll(() => heard).toEqual(['closed'])
    await expect
      .poll(() => {
        const parley = attach(server, { ...options, features: [first], store: memoryStore() })
        return parley.close().then(() => 'free')
      })
      .toBe('free')
  })

  it('may act until it is closed, and what it did is stored before the store is closed', async () => {
    const store = memoryStore()
    const feature: Feature = {
      name: 'bell',
      channels: [bell],
      start: (server) => ({ close: async () => void (await ring(server)) }),
    }
    await using served = await serve({ ...options, features: [feature], store })
    await served.attached.close()
    expect(store.log('bell/door')).toHaveLength(1)
  })

  it('that does not close keeps the server no longer than drainMs, which is logged with its name', async () => {
    const feature: Feature = { name: 'stuck', channels: [bell], start: () => ({ close: () => new Promise(() => {}) }) }
    const { log, ...rest } = options
    await using served = await serve({ ...rest, features: [feature], store: memoryStore(), drainMs: 50 })
    await served.attached.close()
    expect(served.log.errors).toEqual(['what does not close within 50 ms is left: stuck'])
  })
})
