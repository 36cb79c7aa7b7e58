import type { Feature, FeatureContext, FeatureRun } from '@parley/channel'
import { type FileOptions, featureFiles } from '@parley/files'
import { agentChannel } from './agent/channel.ts'
import { type InquiryApi, inquiryApi } from './api.ts'
import { checkRecord } from './check-options.ts'
import { type AboutDesk, inquiryAnnounces } from './contract/index.ts'
import { customerChannel } from './customer/channel.ts'
import { deskChannel } from './desk/channel.ts'
import { type BotOptions, botDoor } from './doors/bot.ts'
import { doorChannel } from './doors/channel.ts'
import { type Door, houseDoors } from './doors/door.ts'
import { type MailOptions, mailDoor } from './doors/mail.ts'
import { doorWorker } from './doors/worker.ts'
import { aboutFetch } from './http/about.ts'
import { inquiryFiles } from './http/inquiry-files.ts'
import { type InquiryKey, programKeys } from './http/keys.ts'
import { messagesFetch } from './http/messages.ts'
import { reportFetch } from './http/report.ts'
import { inquiryChannel } from './inquiry/channel.ts'
import { type DeskConfig, type DeskOptions, deskConfig } from './options.ts'
import { queueChannel } from './queue/channel.ts'
import { begun } from './running/begun.ts'
import { openDesk } from './running/opening.ts'
import { PresenceRun } from './running/presence.ts'

export type { FileOptions } from '@parley/files'
export { diskFiles } from '@parley/files'
export type { MailAddress, MailText, MailTransport, SendResult } from '@parley/outbound'
export type { Done, InquiryApi, OnceOptions, StartFor } from './api.ts'
export type { BotAnswer, BotOptions, BotQuestion, SaidEntry } from './doors/bot.ts'
export type { Door } from './doors/door.ts'
export type { DoorEvent, DoorEventType, DoorInquiry, DoorMessage } from './doors/event.ts'
export type { MailOptions, Unread, UnreadAnswer } from './doors/mail.ts'
export { type WebhookOptions, webhook } from './doors/webhook.ts'
export type { InquiryKey, Right } from './http/keys.ts'
export type { Asked, DeskOptions, InquiryLimits, InquiryRates, Speed, TeamOptions } from './options.ts'
export type { ReportLine, ReportQuery } from './report.ts'

export interface InquiryOptions extends DeskOptions {
  /** Files that customers and agents send; `false`: none are taken. */
  readonly files?: FileOptions | false
  /** What is told outside: `webhook({ … })`, your own. @default none */
  readonly doors?: readonly Door[]
  /** Mail to customers who have left before they were answered. @default none */
  readonly mail?: MailOptions
  /** A bot that answers before people do. @default none */
  readonly bot?: BotOptions
  /** Programs that write, ask and read reports over HTTP. @default none: nobody may */
  readonly keys?: readonly InquiryKey[]
}

/** After a start agents have so long to come back before they count as gone. */
const returnMs = 30_000
/** Different faults in profiles that are reported. */
const maxReported = 100
const defaultMaxFileBytes = 25 * 1024 * 1024

/**
 * Support inquiries: `attach(server, { features: [inquiry({ agentOf: (user) => … })] })`, and in a page `<parley-inquiry>`, for agents `<parley-inquiry-desk>`. Throws
 * `UsageError`: `ERR_INQUIRY_TEAM`, `ERR_INQUIRY_FIELD`, `ERR_INQUIRY_LIMITS`, `ERR_INQUIRY_OPTION`, `ERR_INQUIRY_FILES`, `ERR_INQUIRY_DOOR`, `ERR_INQUIRY_MAIL`,
 * `ERR_INQUIRY_BOT`, `ERR_INQUIRY_KEY`.
 */
export function inquiry(options: InquiryOptions = {}): Feature<InquiryApi> {
  checkRecord('ERR_INQUIRY_OPTION', 'What inquiry() takes', options, 'inquiry({ agentOf: ({ id }) => staff.get(id) })')
  const { files = {}, doors: given = [], mail, bot, keys = [], ...deskOptions } = options
  let report = (_fault: Error): void => {}
  const reported = new Set<string>()
  const onFault = (fault: Error) => {
    // Asked whenever it matters, it would be wrong as often.
    if (reported.has(fault.message) || reported.size >= maxReported) return
    reported.add(fault.message)
    report(fault)
  }
  const plain = deskConfig(deskOptions, bot !== undefined, [], onFault)
  const mailed = mail === undefined ? undefined : mailDoor(mail, plain)
  const doors = [
    ...(bot === undefined ? [] : [botDoor(bot)]),
    ...(mailed === undefined ? [] : [mailed.door]),
    ...houseDoors(given),
  ]
  const config: DeskConfig = { ...plain, doors, mailsTo: mailed?.mailsTo }
  const programs = programKeys(keys)
  const { fetch: filesFetch, start: startFiles } = featureFiles(inquiryFiles(config), files)
  let whenBegun = async (_customer: string, _inquiry: string): Promise<void> => {}
  const messages = messagesFetch(programs, (customer, id) => whenBegun(customer, id))
  const addresses = [aboutFetch(aboutOf(config, files)), messages, reportFetch(programs), filesFetch]
  return {
    name: 'inquiry',
    channels: [
      inquiryChannel(config),
      customerChannel(config),
      agentChannel(config),
      deskChannel(config),
      queueChannel(config),
      doorChannel(config),
    ],
    announces: inquiryAnnounces,
    api: (server) => {
      report = (fault) => server.report(fault, 'inquiry: agentOf')
      whenBegun = (customer, id) => begun(server, customer, id)
      return inquiryApi(server)
    },
    fetch: async (request: Request, context: FeatureContext) => {
      for (const fetch of addresses) {
        const answer = await fetch(request, context)
        if (answer !== undefined) return answer
      }
      return undefined
    },
    start: (server) => {
      const runs: FeatureRun[] = [
        ...(startFiles === undefined ? [] : [startFiles(server)]),
        ...doors.map((door) => doorWorker(server, door)),
        new PresenceRun(server, returnMs),
        openDesk(server, config),
      ]
      return {
        close: async () => {
          await Promise.all(runs.map((run) => run.close()))
        },
      }
    },
    browserFiles: new URL('../dist/browser/', import.meta.url).href,
  }
}

function aboutOf({ fields, teams, hasBot, mailsTo, limits }: DeskConfig, files: FileOptions | false): AboutDesk {
  const { maxTextLength, maxFilesPerMessage } = limits
  return {
    fields,
    teams: Object.fromEntries([...teams].map(([name, { title }]) => [name, { title }])),
    hasBot,
    hasMail: mailsTo !== undefined,
    maxTextLength,
    maxFilesPerMessage: files === false ? 0 : maxFilesPerMessage,
    maxFileBytes: files === false ? 0 : (files.maxBytes ?? defaultMaxFileBytes),
  }
}
