// The conversation as its customer reads it, by mail. All of it comes through `shownToCustomer`, as in his page.
import type { FeatureServer } from '@parley/channel'
import { escaped, type MailText, mailPage, oneLine } from '@parley/outbound'
import { type CustomerEntry, type CustomerLine, type Entry, shownToCustomer } from '../contract/index.ts'
import { type TranscriptWords, transcriptOf } from '../transcript.ts'
import type { DoorInquiry } from './event.ts'

interface About {
  readonly inquiry: DoorInquiry
  readonly language: string
  readonly link?: string
}

/** The newest entries that are mailed; what was said before them is in the page. */
export const maxMailedEntries = 1_000
const pageSize = 100

interface Words extends Omit<TranscriptWords, 'moment'> {
  readonly title: (no: number | undefined) => string
  readonly open: string
  readonly unsaid: string
  readonly earlier: string
}

const words: { readonly [language: string]: Words } = {
  en: {
    title: (no) => (no === undefined ? 'Your conversation with us' : `Your conversation with us, inquiry #${no}`),
    open: 'Read on',
    you: 'You',
    unsaid: '(what you wrote is not repeated in mail)',
    earlier: '(earlier messages are left out)',
    erased: '(this message was erased)',
    bot: (name) => `${name} (bot)`,
    file: (name) => `File: ${name}`,
    line: (line) =>
      lineIn(
        line,
        { waiting: 'In the queue for a person', resolved: 'This was resolved', reopened: 'This is open again' },
        (name) => `${name} has joined`,
        (no) => `This goes on in inquiry #${no}`,
      ),
  },
  ko: {
    title: (no) => (no === undefined ? '상담 대화 내용' : `상담 대화 내용 (문의 #${no})`),
    open: '이어서 보기',
    you: '나',
    unsaid: '(보내신 내용은 메일에 담지 않아요)',
    earlier: '(이전 메시지는 생략했어요)',
    erased: '(지워진 메시지예요)',
    bot: (name) => `${name} (챗봇)`,
    file: (name) => `파일: ${name}`,
    line: (line) =>
      lineIn(
        line,
        {
          waiting: '상담원 연결을 기다리는 중이에요',
          resolved: '문의가 해결되었어요',
          reopened: '문의가 다시 열렸어요',
        },
        (name) => `${name}님이 참여했어요`,
        (no) => `문의 #${no}에서 이어져요`,
      ),
  },
}

function lineIn(
  line: CustomerLine,
  plain: { readonly [What in 'waiting' | 'resolved' | 'reopened']: string },
  joined: (name: string) => string,
  merged: (no: number) => string,
): string {
  if (line.what === 'joined') return joined(line.agent.name)
  return line.what === 'merged' ? merged(line.into.no) : plain[line.what]
}

/** `undefined`: nothing is left of it. `zone`: in whose time he reads when something was said. */
export async function transcriptMail(
  server: FeatureServer,
  about: About,
  zone: string | undefined,
): Promise<MailText | undefined> {
  const { entries, isWhole } = await entriesOf(server, about.inquiry.id)
  return entries.length === 0 ? undefined : transcriptText(about, entries, isWhole, zone)
}

/**
 * A guest's own words are left out, as in all mail to an address that nobody but he has vouched for: a stranger should not be written to in them.
 */
export function transcriptText(
  { inquiry: { no, customer }, language, link }: About,
  entries: readonly CustomerEntry[],
  isWhole: boolean,
  zone: string | undefined,
): MailText {
  const say = words[language.split('-')[0] ?? ''] ?? words.en!
  const shown = customer.verified ? entries : entries.map((entry) => withoutWords(entry, say))
  const moment = momentIn(language, zone)
  const title = say.title(no)
  const head = isWhole ? title : `${title}\n\n${say.earlier}`
  const text = transcriptOf(head, shown, { ...say, moment: (at) => moment.format(at) })
  const html = mailPage(language, [
    `<div style="white-space:pre-line">${escaped(text.trim())}</div>`,
    link === undefined ? '' : `<p style="margin:16px 0 0"><a href="${escaped(link)}">${escaped(say.open)}</a></p>`,
  ])
  return { subject: oneLine(title), text: link === undefined ? text : `${text}\n${link}\n`, html }
}

function withoutWords(entry: CustomerEntry, { unsaid }: Words): CustomerEntry {
  if (entry.kind !== 'customer') return entry
  const { files: _files, ...rest } = entry
  return { ...rest, text: unsaid }
}

/** What a page says of itself may be no zone, and no language. */
function momentIn(language: string, zone: string | undefined): Intl.DateTimeFormat {
  const format = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const
  try {
    return new Intl.DateTimeFormat(language, { ...format, timeZone: zone ?? 'UTC' })
  } catch {
    return new Intl.DateTimeFormat('en', { ...format, timeZone: 'UTC' })
  }
}

/** Oldest first. */
async function entriesOf(
  server: FeatureServer,
  inquiry: string,
): Promise<{ readonly entries: readonly CustomerEntry[]; readonly isWhole: boolean }> {
  const entries: CustomerEntry[] = []
  let before: { readonly order: number; readonly id: string } | undefined
  do {
    const query = { limit: pageSize, ...(before !== undefined && { before }) }
    const { documents, next } = await server.find(`inquiry/${inquiry}`, 'agent', 'entries', query)
    entries.push(...documents.flatMap(({ body }) => shownToCustomer(body as Entry) ?? []))
    before = next
  } while (before !== undefined && entries.length < maxMailedEntries)
  const newest = entries.slice(0, maxMailedEntries)
  return {
    entries: newest.sort((one, other) => one.n - other.n),
    isWhole: before === undefined && newest.length === entries.length,
  }
}
