import type { Actor, FeatureContext } from '@parley/channel'
import type { CannedReply, Desk } from '@parley/inquiry'

const desk = 'inquiry-desk/main'

/** What stands at the demo desk to begin with; agents change it as they like. */
const examples: readonly CannedReply[] = [
  { id: 'hello', title: 'Hello', text: 'Hello {customer}, this is {agent}. How can I help?' },
  { id: 'moment', title: 'One moment', text: 'One moment please, I look it up.' },
  {
    id: 'shipping',
    title: 'Shipping',
    text: 'We ship within two days. You get a mail with the number of your parcel.',
  },
  { id: 'hello-ko', title: '인사', text: '{customer}님, 안녕하세요. {agent}입니다. 무엇을 도와드릴까요?' },
]

/** Where there is no canned reply, these are, in the name of this agent. */
export async function saveExamples(context: FeatureContext, agent: Actor): Promise<void> {
  const { state } = await context.open(agent, desk, 'desk')
  if (Object.keys((state as Desk).replies).length > 0) return
  for (const reply of examples) await context.command(agent, desk, 'saveReply', reply)
}
