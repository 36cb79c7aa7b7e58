import { entryOf, type Finding, type Words } from '@parley/diagnosis'
import type { Attempt, Inspection } from '@parley/server'
import type { Channels, Documents, LogPage, ShownAttempt, State, Welcome } from '../contract.ts'
import { redactHeaders, redactUrl } from '../redact/redact-request.ts'
import { redactText } from '../redact/redact-text.ts'

type HostInspection = NonNullable<Inspection['channels']>
type StateAt = NonNullable<Awaited<ReturnType<HostInspection['stateAt']>>>
type InspectedLog = NonNullable<Awaited<ReturnType<HostInspection['log']>>>
type InspectedDocuments = NonNullable<Awaited<ReturnType<HostInspection['documents']>>>

/** Channels that a page is told of. */
export const maxChannels = 200
/** Characters of an event or a document, and of a state. */
const maxEvent = 65_536
const maxState = 2_097_152

/** What leaves this process goes through one of these: with no secret in it, and no longer than a page can show. */

export function welcomeOf(inspection: Inspection): Welcome {
  const { path, isPlain, protocols } = inspection
  const channels = channelsOf(inspection)
  return {
    path,
    isPlain,
    protocols,
    attempts: inspection.attempts().map((attempt) => attemptOf(attempt, protocols)),
    sockets: inspection.sockets(),
    ...(channels === undefined ? {} : { channels }),
  }
}

export function attemptOf(attempt: Attempt, protocols: readonly string[]): ShownAttempt {
  const { id, at, remote, method, url, httpVersion, headers, verdict, answeredBy, ended } = attempt
  return {
    id,
    at,
    remote,
    method,
    url: redactUrl(url),
    httpVersion,
    headers: redactHeaders(headers, protocols),
    verdict: verdict && {
      ...verdictOf(verdict),
      ...saidOf(verdict),
      headers: redactHeaders(verdict.headers, protocols),
    },
    answeredBy,
    ended: ended && { ...ended, reason: redactText(ended.reason) },
    ...becauseOf(attempt),
  }
}

/** Without what is said in words. */
function verdictOf(verdict: NonNullable<Attempt['verdict']>): NonNullable<Attempt['verdict']> {
  if (verdict.accepted) return { accepted: true, headers: verdict.headers }
  const { values: _, ...bare } = verdict
  return bare
}

function becauseOf({ verdict, answeredBy }: Attempt): Pick<ShownAttempt, 'because'> {
  const finding = findingOf(verdict, answeredBy)
  const entry = finding && entryOf(finding.code)
  if (finding === undefined || entry === undefined) return {}
  const { code, values = {} } = finding
  return { because: { code, en: filled(entry.en, values), ko: filled(entry.ko, values) } }
}

function findingOf(verdict: Attempt['verdict'], others: string | undefined): Finding | undefined {
  if (verdict?.accepted) return verdict.but
  if (verdict !== undefined) return { code: verdict.code, values: verdict.values ?? {} }
  return others === undefined ? undefined : { code: 'handshake/left-to-others', values: { others } }
}

/** What a finding does not say stands there by its name, as on the page of the code. */
function filled({ what, why, fix }: Words, values: Readonly<Record<string, string>>): Words {
  const fill = (text: string) =>
    redactText(text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `‹${name}›`))
  return { what: fill(what), why: fill(why), fix: fill(fix) }
}

function saidOf(verdict: NonNullable<Attempt['verdict']>) {
  if (verdict.accepted) return {}
  const { message, fix } = verdict
  return { message: redactText(message), ...(fix === undefined ? {} : { fix: redactText(fix) }) }
}

export function channelsOf({ channels }: Inspection): Channels | undefined {
  if (channels === undefined) return undefined
  const list = channels.list(maxChannels).map(({ offset, epoch, ...rest }) => ({
    ...rest,
    ...(offset === undefined ? {} : { offset }),
    ...(epoch === undefined ? {} : { epoch }),
  }))
  return { count: channels.count, list }
}

export function logOf({ events, hasMore }: InspectedLog): LogPage {
  return { events: events.map(({ offset, event }) => ({ offset, ...cut(event, maxEvent) })), hasMore }
}

export function stateOf({ offset, from, text }: Extract<StateAt, { kind: 'state' }>): State {
  return { offset, from, ...cut(text, maxState) }
}

export function documentsOf(documents: InspectedDocuments): Documents {
  return { documents: documents.map(({ id, order, body }) => ({ id, order, ...cut(body, maxEvent) })) }
}

function cut(text: string, most: number): { readonly text: string; readonly isCut: boolean } {
  const shown = redactText(text)
  return { text: shown.slice(0, most), isCut: shown.length > most }
}
