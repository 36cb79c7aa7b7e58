import { describe, expect, it } from 'vitest'
import type { Queue, QueueEvents } from '../../src/contract/index.ts'
import { actor, inquiryId } from '../desk/people.ts'
import { DeskStage } from '../desk/stage.ts'

const staff = () => ({
  ana: { teams: ['support'] },
  ben: { teams: ['support', 'sales'] },
  cho: { teams: ['sales'] },
  sue: { role: 'supervisor' as const, teams: [] },
})
const teams = { support: {}, sales: {} }
const queueOf = (team: string) => `inquiry-queue/${team}`

describe('the queue of a team', () => {
  it('opens to its agents, to supervisors and to the server, and to nobody else', async () => {
    const stage = new DeskStage(staff(), { teams })
    await stage.enter('a')
    const opens = async (id: string) =>
      Promise.all(
        ['support', 'sales'].map((team) =>
          stage.queue(team, actor(id)).then(
            ({ waiting }) => waiting,
            ({ code }: { code: string }) => code,
          ),
        ),
      )
    expect(await opens('ana')).toEqual([1, 'not-allowed'])
    expect(await opens('ben')).toEqual([1, 0])
    expect(await opens('cho')).toEqual(['not-allowed', 0])
    expect(await opens('sue')).toEqual([1, 0])
    expect(await opens('kim')).toEqual(['not-allowed', 'not-allowed'])
    expect((await stage.queue()).waiting).toBe(1)
    expect(stage.memory.reports).toEqual([])
  })

  it('a new inquiry appears to everybody who may answer it, without opening anything anew (Rocket.Chat 22105, 23642)', async () => {
    const stage = new DeskStage(staff(), { teams })
    const seen: { readonly [team: string]: string[] } = { support: [], sales: [] }
    for (const [team, ids] of Object.entries(seen))
      stage.memory.server.watch(queueOf(team), 'queue', {
        onState: (state) => void ids.push(...(state as Queue).rows.map(({ id }) => id)),
        onEvents: (events) => {
          for (const { type, data } of events)
            if (type === 'rowSet') ids.push((data as QueueEvents['rowSet']).row.id)
            else ids.push(`-${(data as QueueEvents['rowOut']).id}`)
        },
      })
    await stage.turn()
    const a = await stage.enter('a')
    const b = await stage.enter('b', { team: 'sales' })
    expect(seen).toEqual({ support: [a], sales: [b] })
    await stage.agent('ben', 'claim', { inquiry: a })
    expect(seen.support).toEqual([a, `-${a}`])
    // What is nobody's in this queue is not told of.
    await stage.write('a')
    await stage.agent('ben', 'resolve', { inquiry: a })
    expect(seen.support).toHaveLength(2)
  })

  it('what goes to another team leaves the one queue and stands in the other, also taken', async () => {
    const stage = new DeskStage(staff(), { teams })
    const inquiry = await stage.enter('a')
    const waiting = async () => [(await stage.queue()).rows.length, (await stage.queue('sales')).rows.length]
    expect(await waiting()).toEqual([1, 0])
    await stage.agent('sue', 'transfer', { inquiry, rev: 1, team: 'sales' })
    expect(await waiting()).toEqual([0, 1])
    await stage.agent('ben', 'claim', { inquiry })
    const { rev } = await stage.row('a')
    await stage.agent('ben', 'transfer', { inquiry, rev, team: 'support' })
    expect(await waiting()).toEqual([1, 0])
  })

  it('takes nothing from users, and lets go what comes twice or late', async () => {
    const stage = new DeskStage(staff(), { teams })
    const inquiry = await stage.enter('a')
    const row = await stage.row('a')
    const system = (name: string, input: object) => stage.memory.server.command(queueOf('support'), name, input)
    for (const id of ['sue', 'ana', 'system'])
      for (const [name, input] of Object.entries({ set: { row, seq: 99 }, out: { inquiry, seq: 99 } }))
        await expect(
          stage.memory.context(actor(id)).command(actor(id), queueOf('support'), name, input, { id: `${id}${name}` }),
        ).rejects.toMatchObject({ code: 'not-allowed' })
    const { length } = stage.memory.store.log(queueOf('support'))
    await system('out', { inquiry, seq: 1 })
    expect(stage.memory.store.log(queueOf('support'))).toHaveLength(length)
    await system('out', { inquiry, seq: 99 })
    await system('set', { row, seq: 98 })
    expect((await stage.queue()).rows).toEqual([])
  })

  it('is the same after a restart', async () => {
    const stage = new DeskStage(staff(), { teams })
    for (const name of ['a', 'b', 'c']) await stage.enter(name)
    await stage.agent('ana', 'claim', { inquiry: inquiryId('b') })
    const before = await stage.queue()
    await stage.restart()
    expect(await stage.queue()).toEqual(before)
    expect(before.rows.map(({ no }) => no)).toEqual([1, 3])
  })
})
