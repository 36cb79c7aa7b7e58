import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Client, Stage, wordsFold } from '../../test/stage.ts'
import { defineChannel } from '../define/define-channel.ts'
import { Host } from './host.ts'

/** A feature whose rules are those of a caller without types. */
function stageWith(allow: unknown, decide: unknown = () => []) {
  const stage = new Stage()
  const channel = defineChannel('room', wordsFold, {
    commands: { add: { input: z.object({}), decide: decide as () => [] } },
    signals: { wave: { data: z.object({}) } },
    views: { all: { allow: allow as () => boolean } },
  })
  const host = new Host({ channels: [channel], store: stage.store, runtime: stage.host.runtime })
  return { stage, client: (id: string) => new Client(host, id) }
}

describe('who may open a view', () => {
  it.each([
    ['nothing', () => undefined],
    ['null', () => null],
    ['a number', () => 1],
    ['a text', () => 'yes'],
    ['a promise of a yes', async () => true],
    [
      'an error',
      () => {
        throw new Error('broken')
      },
    ],
  ])('is nobody where the rule answers %s, and that is reported', async (_title, allow) => {
    const { stage, client } = stageWith(allow)
    const ana = client('ana')
    ana.open('room/x')
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ code: 'not-allowed' }])
    expect(stage.reports).toHaveLength(1)
    expect(stage.reports[0]).toContain('"allow" of the view "all" threw')
  })

  it('is asked again for each read and each signal: who may no longer is told and hears nothing more', async () => {
    let isMember = true
    const { stage, client } = stageWith(
      () => isMember,
      () => [{ type: 'added', data: { word: 'x' } }],
    )
    const [ana, ben] = [client('ana'), client('ben')]
    for (const each of [ana, ben]) each.open('room/x')
    ana.say({ type: 'command', id: '1', channel: 'room/x', name: 'add', input: {} })
    await stage.turn()
    isMember = false
    ana.say({ type: 'read', id: 'r', channel: 'room/x', view: 'all', before: 9, limit: 9 })
    ben.say({ type: 'signal', channel: 'room/x', name: 'wave', data: {} })
    await stage.turn()
    expect(ana.outlet.of('page')).toEqual([])
    expect(ana.outlet.of('closed')).toMatchObject([{ code: 'not-allowed' }])
    expect(ana.outlet.of('refused')).toMatchObject([{ id: 'r', code: 'not-allowed' }])
    expect(ben.outlet.of('closed')).toMatchObject([{ code: 'not-allowed' }])
    expect(ana.outlet.of('signal')).toEqual([])
  })
})

describe('a decision', () => {
  it.each([
    ['a promise', async () => [{ type: 'added', data: { word: 'x' } }]],
    ['nothing', () => undefined],
    ['one event that is not in a list', () => ({ type: 'added', data: { word: 'x' } })],
  ])('that is %s has no effect and is reported', async (_title, decide) => {
    const { stage, client } = stageWith(() => true, decide)
    const ana = client('ana')
    ana.say({ type: 'command', id: '1', channel: 'room/x', name: 'add', input: {} })
    await stage.turn()
    expect(ana.outlet.of('refused')).toMatchObject([{ id: '1', code: 'internal' }])
    expect(stage.reports[0]).toContain('it must return events or a refusal at once')
  })
})
