import { recordingPeer } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { inquiryId, Stage, user } from './stage.ts'

const ana = user('ana')
const channel = `inquiry/${inquiryId('a')}`

async function allLooking() {
  const stage = new Stage()
  await stage.arrive('alice')
  await stage.start(ana, 'a')
  await stage.atDesk('alice', 'a', 'claim')
  const looking = (who: typeof ana, view: string) => {
    const peer = recordingPeer(stage.memory.host, who)
    peer.say({ type: 'open', channel, view })
    return peer
  }
  const peers = {
    ana: looking(ana, 'customer'),
    alice: looking(user('alice'), 'agent'),
    bob: looking(user('bob'), 'agent'),
  }
  await stage.turn()
  const signal = async (from: keyof typeof peers, name: string, data: object) => {
    peers[from].say({ type: 'signal', channel, name, data })
    await stage.turn()
  }
  const heard = (by: keyof typeof peers) => peers[by].of('signal').map(({ name, data, from }) => ({ name, data, from }))
  return { stage, signal, heard, peers }
}

describe('who is typing', () => {
  it('is told both ways; of an agent the customer hears the public name alone', async () => {
    const { signal, heard } = await allLooking()
    await signal('alice', 'typing', { typing: true })
    expect(heard('ana')).toEqual([{ name: 'typing', data: { typing: true }, from: { id: 'agent', name: 'Alice' } }])
    await signal('ana', 'typing', { typing: true })
    expect(heard('alice').at(-1)).toMatchObject({ name: 'typing', from: { id: 'ana' } })
  })

  it('is not told of an agent who does not answer this one', async () => {
    const { signal, heard } = await allLooking()
    await signal('bob', 'typing', { typing: true })
    expect(heard('ana')).toEqual([])
    expect(heard('alice')).toEqual([])
  })

  it('in a note, or on an answer, only colleagues hear, and by whom', async () => {
    const { signal, heard, peers } = await allLooking()
    await signal('bob', 'working', { on: 'note' })
    expect(heard('alice')).toMatchObject([{ name: 'working', data: { on: 'note' }, from: { id: 'bob' } }])
    expect(heard('ana')).toEqual([])
    await signal('ana', 'working', { on: 'note' })
    expect(heard('alice')).toHaveLength(1)
    expect(JSON.stringify(peers.ana.messages)).not.toMatch(/bob|alice/)
  })
})

describe('who is looking', () => {
  it('is seen by colleagues, and never by the customer', async () => {
    const { stage, peers } = await allLooking()
    await stage.advance(1_000)
    expect(JSON.stringify(peers.alice.of('presence').at(-1)?.people)).toMatch(/bob/)
    expect(peers.ana.of('presence')).toEqual([])
    expect(JSON.stringify(peers.ana.messages)).not.toMatch(/bob|alice/)
  })
})
