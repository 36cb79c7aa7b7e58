import { describe, expect, it } from 'vitest'
import type { DeskCommands, DeskSystemCommands } from '../../src/contract/index.ts'
import { commandsOf, type InquiryCommand, mayCommand, type Standing } from '../../src/desk/permissions.ts'
import { actor, inquiryId } from './people.ts'
import { DeskStage, hour } from './stage.ts'

/** By standing; `stranger` is no agent at all. */
const people = { assignee: 'ana', supervisor: 'sue', colleague: 'ben', outsider: 'out', stranger: 'kim' } as const
const staff = () => ({
  ana: { teams: ['support'] },
  ben: { teams: ['support'] },
  cho: { teams: ['support'] },
  out: { teams: ['sales'] },
  sue: { role: 'supervisor' as const, teams: [] },
})
const teams = { support: {}, sales: {} }

async function stageWith(isTaken: boolean) {
  const stage = new DeskStage(staff(), { teams })
  await stage.come('ana', 'ben', 'cho', 'out')
  const inquiry = await stage.enter('a', { customer: { id: 'kim', name: 'Kim', verified: true } })
  const into = await stage.enter('b', { customer: { id: 'kim', name: 'Kim', verified: true } })
  if (isTaken) await stage.agent('ana', 'claim', { inquiry })
  const { rev } = await stage.row('a')
  const inputs: { readonly [Name in InquiryCommand]: DeskCommands[Name] } = {
    claim: { inquiry },
    release: { inquiry, rev },
    transfer: { inquiry, rev, agent: 'cho' },
    setPriority: { inquiry, priority: 'high' },
    label: { inquiry, add: ['vip'] },
    snooze: { inquiry, until: stage.clock.now() + hour },
    wake: { inquiry },
    resolve: { inquiry },
    reopen: { inquiry },
    merge: { inquiry, into },
  }
  return { stage, inputs }
}

describe('who may what at the desk', () => {
  for (const isTaken of [true, false]) {
    for (const command of Object.keys(commandsOf) as InquiryCommand[]) {
      it(`${command} of one that ${isTaken ? 'somebody has' : 'nobody has'} is as the table says`, async () => {
        for (const [standing, id] of Object.entries(people)) {
          // Where nobody has it, who could have it is a colleague like the others.
          if (!isTaken && standing === 'assignee') continue
          const { stage, inputs } = await stageWith(isTaken)
          const answer = await stage.agent(id, command, inputs[command])
          const isKnown = standing !== 'outsider' && standing !== 'stranger'
          const may = isKnown && mayCommand(command, standing as Standing, isTaken)
          const no = ['not-allowed', 'inquiry/not-yours']
          if (!isKnown) expect(answer, standing).toBe('not-allowed')
          else if (!may) expect(answer, standing).toBe('inquiry/not-yours')
          else expect(no, standing).not.toContain(answer)
        }
      })
    }
  }

  it('what is another team’s and what is not there answer alike, also when it is resolved', async () => {
    const { stage, inputs } = await stageWith(true)
    await stage.agent('ana', 'resolve', inputs.resolve)
    for (const command of Object.keys(commandsOf) as InquiryCommand[]) {
      const foreign = await stage.refusal(actor('out'), command, inputs[command])
      const unknown = await stage.refusal(actor('out'), command, { ...inputs[command], inquiry: inquiryId('zzz') })
      expect([foreign?.code, foreign?.message]).toEqual(['not-allowed', unknown?.message])
      expect(unknown?.code).toBe('not-allowed')
    }
    // Into what is not his he merges nothing.
    const own = await stage.enter('c', { team: 'sales', customer: { id: 'kim', name: 'Kim', verified: true } })
    expect(await stage.agent('out', 'merge', { inquiry: own, into: inquiryId('b') })).toBe('not-allowed')
  })

  it('agents set their own status, a supervisor capacities, and only the server what is its own', async () => {
    const { stage } = await stageWith(false)
    expect(await stage.agent('kim', 'setStatus', { status: 'away' })).toBe('not-allowed')
    expect(await stage.agent('ana', 'setCapacity', { agent: 'ana', capacity: 3 })).toBe('not-allowed')
    expect(await stage.agent('sue', 'setCapacity', { agent: 'ana', capacity: 3 })).toBeUndefined()
    expect(await stage.agent('sue', 'setCapacity', { agent: 'nobody', capacity: 3 })).toBe('inquiry/no-agent')
    const inquiry = inquiryId('a')
    const customer = { id: 'kim', name: 'Kim', verified: false }
    // `assign` and `resolve` are the app's: running.test.ts.
    const systems: { readonly [Name in Exclude<keyof DeskSystemCommands, 'assign' | 'resolve'>]: object } = {
      enter: { inquiry, customer, subject: '', team: 'support', ticket: 't', n: 1 },
      customerWrote: { inquiry, text: 'x', n: 99 },
      goesOn: { inquiry, from: { id: inquiryId('b'), no: 2 }, text: 'x' },
      agentWrote: { inquiry, by: { id: 'ana', name: '' }, text: 'x', n: 99 },
      customerEnded: { inquiry },
      handOff: { inquiry, by: 'bot' },
      rated: { inquiry, rating: { score: 1, at: 1 } },
      identified: { inquiry, customer },
      route: {},
      sweep: {},
      breach: { inquiry, target: 'first', due: 1 },
      wakeUp: { inquiry, until: 1 },
      tellWaiting: { team: 'support' },
      present: { agent: 'ana' },
      gone: { agent: 'ana' },
      stayedGone: { agent: 'ana', since: 1 },
      hours: { team: 'support', at: 1 },
    }
    for (const [name, input] of Object.entries(systems)) {
      expect(await stage.agent('sue', name, input), name).toBe('not-allowed')
      // Nor whoever is called like the server.
      expect((await stage.refusal({ id: 'system', name: 'system', guest: false }, name, input))?.code).toBe(
        'not-allowed',
      )
    }
  })

  it('views open to agents and supervisors, the line to everybody; lists show what is of one’s teams', async () => {
    const { stage, inputs } = await stageWith(true)
    await stage.enter('c', { team: 'sales' })
    const opens = (id: string, view: string) =>
      stage.open(actor(id), view).then(
        () => true,
        () => false,
      )
    const open = async (id: string) => [await opens(id, 'desk'), await opens(id, 'line'), await opens(id, 'supervisor')]
    expect(await open('kim')).toEqual([false, true, false])
    expect(await open('ana')).toEqual([true, true, false])
    expect(await open('sue')).toEqual([true, true, true])
    const numbers = async (id: string, collection = 'inquiries') =>
      (await stage.find(collection, { limit: 10 }, actor(id))).map(({ body }) => (body as { no: number }).no)
    expect(await numbers('sue')).toEqual([3, 1, 2])
    expect(await numbers('ben')).toEqual([1, 2])
    expect(await numbers('out')).toEqual([3])
    expect(await numbers('out', 'customer/kim')).toEqual([])
    expect(await numbers('ben', 'customer/kim')).toEqual([1, 2])
    await stage.agent('ana', 'resolve', inputs.resolve)
    expect(await numbers('ben', 'list/resolved')).toEqual([1])
    expect(await numbers('ben', 'list/open')).toEqual([2])
    // What only the desk needs to know is in no list.
    const [found] = await stage.find('inquiries', { limit: 1 }, actor('sue'))
    expect(JSON.stringify(found)).not.toContain('ticket')
    await expect(stage.find('last-agents', { limit: 1 }, actor('sue'))).rejects.toMatchObject({
      code: 'unknown-collection',
    })
    // What whoever waits is told names nobody.
    expect(JSON.stringify(await stage.line())).not.toMatch(/kim|Kim|ana|Question/)
  })

  it('searches by number, customer, words and label', async () => {
    const { stage, inputs } = await stageWith(true)
    await stage.agent('ana', 'label', inputs.label)
    const search = async (query: string) =>
      (await stage.find('inquiries', { search: query, limit: 10 })).map(({ body }) => (body as { no: number }).no)
    expect(await search('vip')).toEqual([1])
    expect(await search('kim question')).toEqual([1, 2])
    expect(await search('#2')).toEqual([2])
  })
})
