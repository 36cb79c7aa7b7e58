// What the server's own code may say: `attach(…).inquiries.say(id, { … })`.
import { type FeatureServer, UsageError } from '@parley/channel'
import type { AgentName, Answers, Board, PageContext } from './contract/index.ts'
import { isPersonId } from './person-id.ts'
import { isDay, type ReportLine, type ReportQuery, reportLines } from './report.ts'
import { begun } from './running/begun.ts'
import { commandIdOf, idsFor } from './start-ids.ts'

export interface OnceOptions {
  /** 1 to 64 visible ASCII characters: under the same `id` it takes effect once within 24 hours, `start` once for good. @default a new one */
  readonly id?: string
}

/** Where it is, once it is durable. */
export interface Done {
  readonly id: string
  readonly offset: number
}

export interface StartFor {
  readonly text: string
  /** @default the first */
  readonly team?: string
  readonly answers?: Answers
  readonly page?: PageContext
}

/**
 * All of them reject with `ChannelError`, whose `code` is one of `InquiryCode` or the platform's (`invalid-input` with the fields in `issues`,
 * `not-allowed` for an inquiry that is not there), and with `UsageError` for what cannot be a person (`ERR_INQUIRY_USER`), an inquiry
 * (`ERR_INQUIRY_ID`), the id of a call (`ERR_INQUIRY_ONCE`) or a day (`ERR_INQUIRY_DAY`).
 */
export interface InquiryApi {
  readonly inquiries: {
    /**
     * Asks for a customer, as if he had asked himself: the app says who he is (`verified`, by default). Resolves when the desk has it. `inquiry/already-open` if he has one,
     * `inquiry/no-team`, `inquiry/bad-form`, `inquiry/empty`. Under the `id` of one that he has asked it answers with that one, and `inquiry/not-begun` if that is
     * somebody else's by now.
     */
    start(
      customer: { readonly id: string; readonly name: string; readonly verified?: boolean },
      asked: StartFor,
      options?: OnceOptions,
    ): Promise<Done & { readonly inquiry: string }>
    /** Says something to the customer, as an agent or a bot, or for him. `inquiry/merged`, `inquiry/empty`. */
    say(
      inquiry: string,
      said: { readonly as: 'agent' | 'bot' | 'customer'; readonly by?: AgentName; readonly text: string },
      options?: OnceOptions,
    ): Promise<Done>
    /** For agents alone. */
    note(inquiry: string, said: { readonly by: AgentName; readonly text: string }, options?: OnceOptions): Promise<Done>
    /** It is over. `inquiry/resolved` if it is already. */
    resolve(inquiry: string, options?: OnceOptions): Promise<Done>
    /** Gives it to an agent of its team, whoever has it. `inquiry/no-agent`, `inquiry/capacity`, `inquiry/resolved`. */
    assign(inquiry: string, agent: string, options?: OnceOptions): Promise<Done>
    /** What each team did each day, of the last 92 days at most. */
    report(query?: ReportQuery): Promise<readonly ReportLine[]>
  }
}

const desk = 'inquiry-desk/main'

export function inquiryApi(server: FeatureServer): InquiryApi {
  const command = async (channel: string, name: string, input: object, options: OnceOptions = {}): Promise<Done> => {
    const { id } = options
    if (id === undefined) return server.command(channel, name, input)
    const done = await server.command(channel, name, input, { id: commandIdOf('app', checkOnce(id)) })
    return { ...done, id }
  }
  const say = (inquiry: string, said: object, options?: OnceOptions) =>
    command(`inquiry/${checkId(inquiry)}`, 'say', said, options)
  return {
    inquiries: {
      start: async ({ id, name, verified = true }, asked, options) => {
        const ids = idsFor(
          checkUser(id),
          options?.id === undefined ? undefined : commandIdOf('app', checkOnce(options.id)),
        )
        const input = { ...asked, ...ids, name, verified }
        const done = await command(`inquiry-customer/${id}`, 'startFor', input, options)
        await begun(server, id, ids.inquiry)
        return { ...done, inquiry: ids.inquiry }
      },
      say: async (inquiry, said, options) => say(inquiry, said, options),
      note: async (inquiry, said, options) => say(inquiry, { ...said, as: 'note' }, options),
      resolve: async (inquiry, options) => command(desk, 'resolve', { inquiry: checkId(inquiry) }, options),
      assign: async (inquiry, agent, options) =>
        command(desk, 'assign', { inquiry: checkId(inquiry), agent: checkUser(agent) }, options),
      report: async (query = {}) => {
        for (const day of [query.from, query.to])
          if (day !== undefined && !isDay(day))
            throw new UsageError('ERR_INQUIRY_DAY', `A day is "2026-11-30", in UTC, not ${JSON.stringify(day)}.`)
        return reportLines((await server.open(desk, 'supervisor')).state as Board, query)
      },
    },
  }
}

function checkUser(user: unknown): string {
  if (typeof user === 'string' && isPersonId(user)) return user
  throw new UsageError(
    'ERR_INQUIRY_USER',
    `A person has an id of 1 to 150 characters: parley.inquiries.start({ id: 'ana', name: 'Ana' }, { … }), not ${JSON.stringify(user)}.`,
  )
}

function checkOnce(id: unknown): string {
  if (typeof id === 'string' && /^[\x21-\x7e]{1,64}$/.test(id)) return id
  throw new UsageError(
    'ERR_INQUIRY_ONCE',
    `The id of a call is 1 to 64 visible ASCII characters: { id: 'order-17' }, not ${JSON.stringify(id)}.`,
  )
}

function checkId(inquiry: unknown): string {
  if (typeof inquiry === 'string' && /^[a-z0-9]{16,40}$/.test(inquiry)) return inquiry
  throw new UsageError(
    'ERR_INQUIRY_ID',
    `An inquiry has an id of 16 to 40 of a–z, 0–9: parley.inquiries.resolve(id), not ${JSON.stringify(inquiry)}.`,
  )
}
