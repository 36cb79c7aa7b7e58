import { recordingPeer } from '@parley/testkit'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AgentInquiry, Facts } from '../src/contract/index.ts'
import { inquiryId, Stage, user } from './stage.ts'

const ana = user('ana')
const channel = `inquiry/${inquiryId('a')}`

/** Ana has asked, Alice of the team `support` has it, and looks at it. */
async function withAlice() {
  const stage = new Stage()
  for (const agent of ['alice', 'bob', 'carol']) await stage.arrive(agent)
  await stage.start(ana, 'a')
  await stage.atDesk('alice', 'a', 'claim')
  const alice = recordingPeer(stage.memory.host, user('alice'))
  alice.say({ type: 'open', channel, view: 'agent' })
  await stage.turn()
  return { stage, alice }
}

/** Where the inquiry went to another team, in its own log. */
function movedAt(stage: Stage): number {
  const moved = stage.log(channel).find(({ data }) => (data.facts as Facts | undefined)?.team === 'billing')
  return moved!.offset
}

describe('an inquiry that goes to another team', () => {
  it('is wholly the new agent’s, and tells the old one nothing more, wherever it comes between two messages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
        fc.nat({ max: 8 }),
        fc.constantFrom('carol', undefined),
        async (isHeld, at, to) => {
          const { stage, alice } = await withAlice()
          const texts = isHeld.map((_held, index) => `Message ${index}`)
          const rev = await stage.rev('a')
          const going: Promise<unknown>[] = []
          for (const [index, text] of texts.entries()) {
            const move = { rev, team: 'billing', note: 'Yours', ...(to && { agent: to }) }
            if (index === at) going.push(stage.atDesk('alice', 'a', 'transfer', move))
            going.push(stage.say(ana, 'a', 'write', { text }))
            if (!isHeld[index]) await Promise.all(going.splice(0))
          }
          if (at >= texts.length) {
            const move = { rev, team: 'billing', ...(to && { agent: to }) }
            going.push(stage.atDesk('alice', 'a', 'transfer', move))
          }
          expect((await Promise.all(going)).filter((code) => code !== undefined)).toEqual([])
          await stage.turn()
          // Until it is his he sees it as one of his team.
          if (to === undefined) expect(await stage.atDesk('carol', 'a', 'claim')).toBeUndefined()
          const seen = (await stage.asAgent('carol', 'a')) as AgentInquiry
          expect(seen.recent[0]?.n).toBe(1)
          expect(seen.recent.flatMap((entry) => (entry.kind === 'customer' ? [entry.text] : []))).toEqual([
            'Question a',
            ...texts,
          ])
          expect(seen.facts).toMatchObject({ team: 'billing', agent: { id: 'carol' } })
          expect(alice.of('closed')).toMatchObject([{ channel, code: 'not-allowed' }])
          const moved = movedAt(stage)
          const offsets = alice.of('events').flatMap(({ events }) => events.map(({ offset }) => offset))
          expect(Math.max(0, ...offsets)).toBeLessThanOrEqual(moved)
          await expect(stage.asAgent('alice', 'a')).rejects.toMatchObject({ code: 'not-allowed' })
          expect(await stage.mine('alice')).toEqual({})
          expect((await stage.mine('carol'))[inquiryId('a')]?.row.agent?.id).toBe('carol')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is counted as unread by the new agent from the first message that nobody answered', async () => {
    const { stage } = await withAlice()
    await stage.reply('alice', 'a', 'Hello')
    await stage.say(ana, 'a', 'write', { text: 'One' })
    await stage.say(ana, 'a', 'write', { text: 'Two' })
    expect((await stage.mine('alice'))[inquiryId('a')]?.unread).toBe(2)
    await stage.atDesk('alice', 'a', 'transfer', { rev: await stage.rev('a'), team: 'billing', agent: 'carol' })
    expect((await stage.mine('carol'))[inquiryId('a')]?.unread).toBe(2)
  })
})

describe('every message of a customer', () => {
  it('has an agent to answer it, or a place in the queue, also when it opens again what was resolved', async () => {
    const { stage } = await withAlice()
    const isSomebodys = async () => {
      const { facts } = await stage.asAgent('sue', 'a')
      return facts?.status === 'open' && (facts.agent !== undefined || facts.waitingSince !== undefined)
    }
    await stage.say(ana, 'a', 'write', { text: 'One' })
    expect(await isSomebodys()).toBe(true)
    await stage.atDesk('alice', 'a', 'snooze', { until: stage.clock.now() + 60_000 })
    await stage.say(ana, 'a', 'write', { text: 'Two' })
    expect(await isSomebodys()).toBe(true)
    await stage.atDesk('alice', 'a', 'resolve')
    expect((await stage.asCustomer(ana, 'a')).status).toBe('resolved')
    await stage.say(ana, 'a', 'write', { text: 'Three' })
    expect(await isSomebodys()).toBe(true)
    await stage.atDesk('alice', 'a', 'release', { rev: await stage.rev('a') })
    await stage.say(ana, 'a', 'write', { text: 'Four' })
    expect(await isSomebodys()).toBe(true)
    expect(stage.memory.reports).toEqual([])
  })

  it('reaches the desk whatever its customer is called', async () => {
    const stage = new Stage()
    await stage.start({ ...ana, name: 'A'.repeat(500) }, 'a')
    expect((await stage.asAgent('sue', 'a')).facts).toMatchObject({ status: 'open' })
    expect(stage.memory.reports).toEqual([])
  })

  it('is followed by what a bot says, which the desk hears of', async () => {
    const stage = new Stage({ hasBot: true })
    await stage.start(ana, 'a')
    expect((await stage.asCustomer(ana, 'a')).status).toBe('pending')
    await stage.system('a', 'say', { as: 'bot', by: { id: 'robo', name: 'Robo' }, text: 'Beep' })
    await stage.say(ana, 'a', 'askForPerson')
    expect((await stage.asCustomer(ana, 'a')).status).toBe('waiting')
    expect(stage.memory.reports).toEqual([])
  })
})
