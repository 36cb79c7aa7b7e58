import { recordingPeer } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { FakeDeskStage } from './fake-desk.ts'
import { inquiryId, user } from './stage.ts'

const [ana, ben] = [user('ana'), user('ben')]
const his = inquiryId('a')
const nobodys = inquiryId('z')

async function stageOfBoth(): Promise<FakeDeskStage> {
  const stage = new FakeDeskStage()
  await stage.start(ana, 'a')
  await stage.start(ben, 'b')
  await stage.assign('a', 'alice')
  await stage.reply('alice', 'a', 'Secret')
  return stage
}

/** All that the server says to `who` when he says this of an inquiry, with that one's id taken out. */
async function answersTo(
  stage: FakeDeskStage,
  who: typeof ana,
  id: string,
  say: (channel: string) => object[],
): Promise<string> {
  const peer = recordingPeer(stage.memory.host, who)
  for (const message of say(`inquiry/${id}`)) {
    peer.say(message as never)
    await stage.turn()
  }
  peer.leave()
  return JSON.stringify(peer.messages.slice(1)).replaceAll(id, 'ID')
}

const open = (channel: string, view: string, more: object = {}) => ({ type: 'open', channel, view, ...more })
const command = (channel: string, name: string, input: object) => ({
  type: 'command',
  id: `c-${name}`,
  channel,
  name,
  input,
})

const ways: { readonly [what: string]: (channel: string) => object[] } = {
  'opening it as its customer': (channel) => [open(channel, 'customer')],
  'opening it as an agent': (channel) => [open(channel, 'agent')],
  'going on at a position': (channel) => [open(channel, 'customer', { position: { epoch: 'e', offset: 2 } })],
  'reading what was said': (channel) => [
    open(channel, 'customer'),
    { type: 'read', id: 'r', channel, view: 'customer', before: 99, limit: 50 },
  ],
  'finding an entry': (channel) => [
    open(channel, 'customer'),
    { type: 'find', id: 'f', channel, view: 'customer', collection: 'entries', by: { limit: 10 } },
    { type: 'find', id: 'g', channel, view: 'agent', collection: 'notes', by: { search: 'secret', limit: 10 } },
  ],
  'a signal': (channel) => [
    open(channel, 'customer'),
    { type: 'signal', channel, name: 'typing', data: { typing: true } },
  ],
  ...Object.fromEntries(
    Object.entries({
      write: { text: 'x' },
      askForPerson: {},
      end: {},
      rate: { score: 5 },
      mark: { read: 2 },
      reply: { text: 'x', after: 9, join: true },
      note: { text: 'x' },
      begin: {
        customer: { id: 'ben', name: 'x', verified: true },
        text: 'x',
        answers: {},
        team: 'support',
        ticket: 'ticketnoz',
        id: 'x',
      },
      routed: { facts: {}, no: 1, seq: 99 },
      say: { as: 'agent', by: { id: 'ben', name: 'x' }, text: 'x' },
      identify: { from: 'ana', customer: { id: 'ben', name: 'x', verified: true } },
      readBy: { agent: 'alice', read: 9 },
      uploaded: {
        by: { id: 'ana', name: 'x' },
        file: { id: '0'.repeat(32), name: 'a', type: 'b', size: 1 },
      },
      uploadsGone: { ids: ['x'] },
    }).map(([name, input]) => [`the command ${name}`, (channel: string) => [command(channel, name, input)]]),
  ),
}

describe('an inquiry of somebody else', () => {
  it.each(Object.entries(ways))('answers %s as one that does not exist', async (_what, say) => {
    const stage = await stageOfBoth()
    const before = stage.log(`inquiry/${his}`)
    const answer = await answersTo(stage, ben, his, say)
    expect(answer).toMatch(/not-allowed|not-open/)
    expect(answer).toBe(await answersTo(stage, ben, nobodys, say))
    // So is it for an agent of another team.
    if (!/customer/.test(_what))
      expect(await answersTo(stage, user('carol'), his, say)).toBe(await answersTo(stage, user('carol'), nobodys, say))
    expect(stage.log(`inquiry/${his}`)).toEqual(before)
    expect(stage.log(`inquiry/${nobodys}`)).toEqual([])
  })

  it('is not in the list of another, who cannot see that list either', async () => {
    const stage = await stageOfBoth()
    expect((await stage.list(ben)).map(({ id }) => id)).toEqual([inquiryId('b')])
    await expect(stage.open(ben, 'inquiry-customer/ana', 'customer')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(stage.open(user('bob'), 'inquiry-agent/alice', 'mine')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(stage.open(ana, 'inquiry-agent/ana', 'mine')).rejects.toMatchObject({ code: 'not-allowed' })
    for (const [channel, name, input] of [
      ['inquiry-customer/ana', 'progressed', { inquiry: { id: his }, seq: 99 }],
      ['inquiry-customer/ana', 'notBegun', { inquiry: his }],
      ['inquiry-customer/ana', 'adopted', { guest: 'g', name: 'x', inquiries: [] }],
      ['inquiry-agent/alice', 'set', { row: { id: his }, seq: 99 }],
      ['inquiry-agent/alice', 'drop', { inquiry: his, seq: 99 }],
      ['inquiry-agent/alice', 'unread', { inquiry: his, count: 0, n: 99 }],
      ['inquiry-agent/alice', 'read', { inquiry: his }],
    ] as const)
      expect(await stage.command(ben, channel, name, input), name).toBe('not-allowed')
  })

  it('is no more his own when somebody else is its customer: what he has open ends', async () => {
    const stage = await stageOfBoth()
    const peer = recordingPeer(stage.memory.host, ana)
    peer.say({ type: 'open', channel: `inquiry/${his}`, view: 'customer' })
    await stage.turn()
    const { length } = peer.messages
    await stage.system('a', 'identify', { from: 'ana', customer: { id: 'ann', name: 'Ann', verified: true } })
    await stage.reply('alice', 'a', 'For Ann')
    expect(peer.messages.slice(length)).toMatchObject([{ type: 'closed', code: 'not-allowed' }])
  })
})

describe('what a customer may search', () => {
  it('says nothing of notes, not even by how much there is', async () => {
    const stage = await stageOfBoth()
    await stage.say(user('alice'), 'a', 'note', { text: 'customer is a fraud' })
    await stage.desk('a', 'release', { by: { id: 'alice', name: 'Alice' }, note: 'fraud suspected' })
    const found = await stage.find(ana, 'a', 'customer', 'entries', { search: 'fraud', limit: 1 })
    expect(found).toEqual({ documents: [], more: false, next: undefined })
    const asked = await stage.find(ana, 'a', 'customer', 'entries', { search: 'secret', limit: 1 })
    expect(asked.documents).toMatchObject([{ body: { kind: 'agent', text: 'Secret', by: { name: 'Alice' } } }])
    await expect(stage.find(ana, 'a', 'customer', 'notes', { search: 'fraud' })).rejects.toMatchObject({
      code: expect.any(String),
    })
    const forAgents = await stage.find(user('bob'), 'a', 'agent', 'notes', { search: 'fraud' })
    expect(forAgents.documents).toHaveLength(2)
    const all = await stage.find(ana, 'a', 'customer', 'entries')
    expect(JSON.stringify(all)).not.toMatch(/fraud|alice/)
  })
})
