import { setTimeout as sleep } from 'node:timers/promises'
import type { Feature, Store } from '@parley/channel'
import type { InquiryApi } from '@parley/inquiry/server'
import type { FillPlan } from '../servers/running.ts'
import { agentId, customerId, teamOf } from './people.ts'

/** So many are asked at a time: a group of them becomes durable in one transaction. */
const atOnce = 100
const progressMs = 2_000

/** Lets the bench say what pages of agents would, before there are any. */
export interface Hiring {
  hire(agent: string): Promise<unknown>
}

export function hiring(): Feature<Hiring> {
  return {
    name: 'bench-hiring',
    channels: [],
    api: (server) => ({
      hire: (agent) => server.command('inquiry-desk/main', 'present', { agent, name: agent }),
    }),
  }
}

/** Every inquiry goes the way of a customer's own: his list, the conversation, the desk, and the list of its agent. */
export async function fill({ inquiries, hire }: InquiryApi & Hiring, store: Store, plan: FillPlan): Promise<void> {
  const text = 'Where is my order? '.padEnd(plan.bytes, 'x')
  const ids: string[] = []
  let [begun, assigned] = [0, 0]
  const progress = setInterval(() => {
    console.error(`  begun ${begun} of ${plan.inquiries}${assigned > 0 ? `, assigned ${assigned}` : ''}`)
  }, progressMs)
  try {
    await all(plan.agents, (at) => hire(agentId(at)))
    await all(plan.inquiries, async (at) => {
      const id = customerId(at)
      const { inquiry } = await inquiries.start({ id, name: id }, { text, team: teamOf(at % plan.agents) })
      ids[at] = inquiry
      begun++
    })
    await all(Math.min(plan.inquiries, plan.agents * plan.assignedEach), async (at) => {
      await inquiries.assign(ids[at]!, agentId(at % plan.agents))
      assigned++
    })
    await settled(store)
  } finally {
    clearInterval(progress)
  }
}

/** Resolves when nothing that channels tell each other is on its way any more: only then agents have what is theirs. */
async function settled(store: Store): Promise<void> {
  while ((await store.duePlans(Date.now(), 1)).length > 0) await sleep(100)
}

async function all(count: number, each: (at: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < count) await each(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
