import { defineChannel, defineFold, type Feature, refuse } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { memoryFeature } from './memory-feature.ts'

const bell = defineChannel(
  'bell',
  defineFold({
    state: () => ({ rings: 0 }),
    events: { rung: (state, _data: object) => void state.rings++ },
  }),
  {
    commands: {
      ring: {
        input: z.object({}),
        decide: ({ rings }) => (rings > 1 ? refuse('bell/tired', 'Enough.') : [{ type: 'rung', data: {} }]),
      },
    },
    views: { all: {} },
  },
)

const feature: Feature = {
  name: 'bell',
  channels: [bell],
  fetch: async (request, context) => {
    const actor = await context.identify(request)
    if (actor === undefined) return new Response(null, { status: 401 })
    if (request.method === 'POST') await context.command(actor, 'bell/door', 'ring', {})
    context.report(new Error('seen'), actor.id)
    return Response.json((await context.open(actor, 'bell/door', 'all')).state)
  },
}

const ana = { id: 'ana', name: 'Ana', guest: false }
const post = () => new Request('http://localhost/parley/bell/ring', { method: 'POST' })

describe('a feature in memory', () => {
  it('answers over HTTP with real channels behind it', async () => {
    const memory = memoryFeature(feature)
    expect((await memory.fetch(post()))?.status).toBe(401)
    expect(await (await memory.fetch(post(), ana))?.json()).toEqual({ rings: 1 })
    expect(await (await memory.fetch(post(), ana))?.json()).toEqual({ rings: 2 })
    await expect(memory.fetch(post(), ana)).rejects.toMatchObject({ name: 'ChannelError', code: 'bell/tired' })
    expect(memory.store.log('bell/door')).toHaveLength(2)
    expect(memory.reports).toEqual(['ana: seen', 'ana: seen'])
  })

  it('without fetch answers nothing', async () => {
    expect(await memoryFeature({ name: 'bell', channels: [bell] }).fetch(post(), ana)).toBeUndefined()
  })
})

it('a second one over the same store is not taken for the first', async () => {
  const first = memoryFeature(feature)
  await first.fetch(post(), ana)
  const second = memoryFeature(feature, { store: first.store.reopen() })
  expect(await (await second.fetch(post(), ana))?.json()).toEqual({ rings: 2 })
})
