// What is said in an inquiry, by either side.
import { Refusal, refuse } from '@parley/channel'
import { hasVisibleText } from '@parley/channel/client'
import { type AgentName, type Customer, type FileInfo, InquiryCode } from '../../contract/index.ts'
import { agentHere, isAnswering, noInquiry } from '../access.ts'
import { type Ask, type Decision, type Rule, refusalOfMerged } from '../decide.ts'
import type { Logged, Message } from '../events.ts'
import type { InquiryInputs } from '../inputs.ts'
import type { InquiryState } from '../inquiry-state.ts'

export const write: Rule<InquiryInputs['write'], Customer> = (ask) => {
  const { state, who: by, context } = ask
  const content = refusalOfMerged(state) ?? contentOf(ask, by.id)
  if (content instanceof Refusal) return content
  return [said({ kind: 'customer', id: context.id, by, ...content })]
}

export const reply: Rule<InquiryInputs['reply'], AgentName> = (ask) => {
  const { state, input, who: by, context } = ask
  const content = refusalOfMerged(state) ?? refusalToAnswer(ask) ?? contentOf(ask, by.id)
  if (content instanceof Refusal) return content
  const joined: Logged[] = isAnswering(state, by) ? [] : [{ type: 'joined', data: { agent: by } }]
  const newer = newerAnswer(state, by, input.after)
  if (newer !== undefined)
    return refuse(InquiryCode.newerReply, `${newer.name} has answered since what this was written after.`)
  return [...joined, said({ kind: 'agent', id: context.id, by, ...content })]
}

export const note: Rule<InquiryInputs['note'], AgentName> = (ask) => {
  const { state, input, who: by, context, config } = ask
  const content = contentOf(ask, by.id)
  if (content instanceof Refusal) return content
  // Only those who may read it: nobody else hears of a note.
  const mentions = [...new Set(input.mentions)].filter(
    (id) => id !== by.id && agentHere(state, { id, name: id, guest: false }, config) !== undefined,
  )
  const named = mentions.length === 0 ? {} : { mentions }
  return [said({ kind: 'note', id: context.id, by, ...content, ...named })]
}

export const say: Rule<InquiryInputs['say'], true> = ({
  state,
  input: { as, by, text },
  context: { id },
}): Decision => {
  const { customer } = state.own
  if (customer === undefined) return noInquiry()
  const merged = refusalOfMerged(state)
  if (merged !== undefined && as !== 'note') return merged
  if (!hasVisibleText(text)) return saysNothing()
  if (as === 'customer') return [said({ kind: 'customer', id, by: customer, text })]
  if (as === 'bot') return [said({ kind: 'bot', id, by: { name: by?.name ?? '' }, text })]
  if (by === undefined) return refuse('invalid-input', 'Say which agent says it: by: { id, name }.')
  return [said({ kind: as, id, by: { id: by.id, name: by.name }, text })]
}

function said(message: Message): Logged {
  return { type: 'said', data: { message } }
}

function refusalToAnswer({ state, input: { join }, who }: Ask<InquiryInputs['reply'], AgentName>): Refusal | undefined {
  if (join || isAnswering(state, who)) return undefined
  const agent = state.agent.facts?.agent
  const whose = agent === undefined ? 'Nobody has taken it yet' : `${agent.name} answers this one`
  return refuse(InquiryCode.notYours, `${whose}; to answer all the same, join: true.`)
}

/** Of a colleague: his own answers he knows. */
function newerAnswer({ own }: InquiryState, { id }: AgentName, after: number) {
  return own.answers.findLast(({ agent, n }) => agent !== id && n > after)
}

function contentOf(
  { state, input: { text, files: ids = [] } }: Ask<{ text: string; files?: string[] | undefined }, unknown>,
  author: string,
): { readonly text: string; readonly files?: readonly FileInfo[] } | Refusal {
  const files: FileInfo[] = []
  for (const id of new Set(ids)) {
    const upload = state.own.uploads.find(({ by, file }) => by === author && file.id === id)
    if (upload === undefined)
      return refuse(InquiryCode.noFile, 'A file that you did not upload to this inquiry, or too long ago.')
    files.push(upload.file)
  }
  const isSeen = hasVisibleText(text)
  if (!isSeen && files.length === 0) return saysNothing()
  return { text: isSeen ? text : '', ...(files.length === 0 ? {} : { files }) }
}

export function saysNothing(): Refusal {
  return refuse(InquiryCode.empty, 'A message needs some text, or a file.')
}
