// A bot that answers first. Whatever becomes of it, nobody is left alone with it: what fails, hangs or says nothing hands over to people.
import { ChannelError, type FeatureServer, UsageError } from '@parley/channel'
import { beginningOf, hasVisibleText } from '@parley/channel/client'
import type { SendResult } from '@parley/outbound/rules'
import { checkRecord } from '../check-options.ts'
import type { AgentInquiry, AgentMessage, BotMessage, Customer, CustomerMessage, Entry } from '../contract/index.ts'
import { maxRecent, maxSnippetLength } from '../contract/limits.ts'
import { checkWhole, type HouseDoor, maxTimeoutMs } from './door.ts'
import type { AskEvent, DoorInquiry } from './event.ts'

/** What a bot reads: neither notes nor what happened at the desk. */
export type SaidEntry = CustomerMessage | AgentMessage | BotMessage

export interface BotQuestion {
  readonly inquiry: DoorInquiry
  readonly customer: Customer
  /** Oldest first, at most 50; the last are the customer's. */
  readonly entries: readonly SaidEntry[]
  /** Aborted when its time is over. What it answers from then on is not heard. */
  readonly signal: AbortSignal
}

/** `text` is said; then, with `handOff`, people take over, and agents read why. Neither: people take over. */
export interface BotAnswer {
  readonly text?: string
  readonly handOff?: string
}

export interface BotOptions {
  /** What customers read as its name. */
  readonly name: string
  /** Asked for each message of a customer that people do not answer yet; of several that come at once, once, with all. */
  readonly answer: (question: BotQuestion) => Promise<BotAnswer | undefined> | BotAnswer | undefined
  /** How long it may take, up to 9 minutes; then people take over. @default 15000 */
  readonly timeoutMs?: number
  /** How long a message may wait for its turn with the bot, up to a day; people take over what waits longer. @default 60000 */
  readonly maxWaitMs?: number
  /** So many are asked at one time, of as many inquiries, 1 to 1000. @default 16 */
  readonly concurrency?: number
}

const botLine = "bot: { name: 'Helper', answer: async ({ entries }) => ({ text: '…' }) }"
/** For saying and handing over, behind the bot's own time. */
const marginMs = 60_000

/** Throws `UsageError` (`ERR_INQUIRY_BOT`). */
export function botDoor(options: BotOptions): HouseDoor {
  checkRecord('ERR_INQUIRY_BOT', '"bot"', options, botLine, ['name', 'answer', 'timeoutMs', 'maxWaitMs', 'concurrency'])
  const { name, answer, timeoutMs = 15_000, maxWaitMs = 60_000, concurrency = 16 } = options
  if (typeof name !== 'string' || !hasVisibleText(name) || name.length > maxSnippetLength)
    throw wrong(`"name" is what customers read, 1 to ${maxSnippetLength} characters`)
  if (typeof answer !== 'function') throw wrong('"answer" is a function')
  checkWhole(timeoutMs, maxTimeoutMs - marginMs, (what) => wrong(`"timeoutMs" ${what}`))
  checkWhole(maxWaitMs, 86_400_000, (what) => wrong(`"maxWaitMs" ${what}`))
  checkWhole(concurrency, 1_000, (what) => wrong(`"concurrency" ${what}`))

  async function send(server: FeatureServer, { inquiry, n, at }: AskEvent, closing: AbortSignal): Promise<SendResult> {
    const open = await toAnswer(server, inquiry.id)
    // Somebody else has it by now, it is answered, or a newer message asks for both.
    if (open === undefined || open.newest.n > n) return { status: 'sent' }
    if (server.now() - at > maxWaitMs) {
      await handOver(server, inquiry.id, n, 'waited too long')
      return { status: 'sent' }
    }
    const { entries, newest } = open
    const said = await ask(server, { inquiry, customer: newest.by, entries }, closing)
    // Meanwhile the customer may have asked for a person.
    if ((await toAnswer(server, inquiry.id)) === undefined) return { status: 'sent' }
    let { handOff } = said
    if (said.text !== undefined) {
      try {
        const input = { as: 'bot', by: { id: 'bot', name }, text: said.text }
        await server.command(`inquiry/${inquiry.id}`, 'say', input, { id: commandOf(n) })
      } catch (error) {
        if (!(error instanceof ChannelError) || error.retryable) throw error
        server.report(error, 'inquiry: what the bot says')
        handOff = 'error'
      }
    }
    if (handOff !== undefined) await handOver(server, inquiry.id, n, handOff)
    return { status: 'sent' }
  }

  /** Never rejects, but when the server closes. */
  async function ask(
    server: FeatureServer,
    question: Omit<BotQuestion, 'signal'>,
    closing: AbortSignal,
  ): Promise<BotAnswer> {
    const time = new AbortController()
    const cancel = server.setTimer(() => time.abort(new Error(`It took longer than ${timeoutMs} ms.`)), timeoutMs)
    const signal = AbortSignal.any([closing, time.signal])
    try {
      const stopped = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      })
      return checked(await Promise.race([(async () => answer({ ...question, signal }))(), stopped]))
    } catch (error) {
      closing.throwIfAborted()
      server.report(error, `inquiry: the bot, asked in ${question.inquiry.id}`)
      return { handOff: time.signal.aborted ? 'timeout' : 'error' }
    } finally {
      cancel()
    }
  }

  return {
    ...{ name: 'bot', timeoutMs: timeoutMs + marginMs, concurrency },
    take: (event) => (event.type === 'inquiry.asked' ? { event } : undefined),
    open: (server) => (event, signal) => send(server, event as AskEvent, signal),
  }
}

async function handOver(server: FeatureServer, inquiry: string, n: number, why: string): Promise<void> {
  const input = { inquiry, by: 'bot', reason: beginningOf(why, maxSnippetLength) }
  await server.command('inquiry-desk/main', 'handOff', input, { id: `bot.${inquiry}.${n}` })
}

/** What was said, if a bot has it and it has not answered the customer's newest message, which is `newest`. */
async function toAnswer(
  server: FeatureServer,
  inquiry: string,
): Promise<{ readonly entries: readonly SaidEntry[]; readonly newest: CustomerMessage } | undefined> {
  const { facts, recent, hasOlder } = (await server.open(`inquiry/${inquiry}`, 'agent')).state as AgentInquiry
  if (facts?.status !== 'pending') return undefined
  const isToFind = hasOlder && !recent.some(({ kind }) => kind === 'customer')
  const entries = isToFind ? await saidIn(server, inquiry) : recent.filter(isSaid)
  const newest = entries.findLast((entry) => entry.kind === 'customer')
  const answered = Math.max(0, ...entries.map(answeredBy))
  return newest === undefined || newest.n <= answered ? undefined : { entries, newest }
}

const isSaid = (entry: Entry): entry is SaidEntry =>
  entry.kind === 'customer' || entry.kind === 'agent' || entry.kind === 'bot'

/** What was said, from the customer's newest message on and before it, where agents have noted so much since that the view does not have it. */
async function saidIn(server: FeatureServer, inquiry: string): Promise<readonly SaidEntry[]> {
  const said: SaidEntry[] = []
  let before: { readonly order: number; readonly id: string } | undefined
  do {
    const query = { limit: 100, ...(before !== undefined && { before }) }
    const { documents, next } = await server.find(`inquiry/${inquiry}`, 'agent', 'entries', query)
    said.unshift(
      ...documents
        .map(({ body }) => body as Entry)
        .filter(isSaid)
        .reverse(),
    )
    before = next
  } while (before !== undefined && !said.some(({ kind }) => kind === 'customer'))
  return said.slice(-maxRecent)
}

const commandOf = (n: number) => `bot.${n}`

/** Up to which entry it answers. The customer may have written on while the bot thought: by its command it says what it answers. */
function answeredBy({ kind, id, n }: SaidEntry): number {
  if (kind === 'customer') return 0
  const [, asked] = /^bot\.(\d+)$/.exec(id) ?? []
  return asked === undefined ? n : Number(asked)
}

function checked(given: unknown): BotAnswer {
  const { text, handOff } = (given ?? {}) as { readonly text?: unknown; readonly handOff?: unknown }
  const isFit = [text, handOff].every((part) => part === undefined || typeof part === 'string')
  if (!isFit) throw new TypeError('"answer" of the bot answers { text?, handOff? }, both of them text.')
  const said = typeof text === 'string' && hasVisibleText(text) ? { text } : {}
  if (typeof handOff === 'string') return { ...said, handOff }
  return 'text' in said ? said : { handOff: 'no answer' }
}

function wrong(what: string): UsageError {
  return new UsageError('ERR_INQUIRY_BOT', `${what}: ${botLine} (inquiry()).`)
}
