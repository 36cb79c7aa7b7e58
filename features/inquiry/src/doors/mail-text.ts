import { escaped, type MailText, mailPage, oneLine } from '@parley/outbound'
import type { Unread } from './mail.ts'

interface Words {
  /** `subject`: what the customer asked, where it is he who reads it. */
  readonly subject: (no: number | undefined, subject: string | undefined) => string
  readonly intro: (count: number) => string
  readonly file: (name: string) => string
  readonly open: string
}

const numbered = (no: number | undefined) => (no === undefined ? '' : ` #${no}`)
const after = (subject: string | undefined) => (subject === undefined ? '' : `: ${subject}`)

const words: { readonly [language: string]: Words } = {
  en: {
    subject: (no, subject) => `Answer to your inquiry${numbered(no)}${after(subject)}`,
    intro: (count) => (count === 1 ? 'Your inquiry has an answer.' : `Your inquiry has ${count} answers.`),
    file: (name) => `File: ${name}`,
    open: 'Read on',
  },
  ko: {
    subject: (no, subject) => `문의${numbered(no)}에 답변이 도착했어요${after(subject)}`,
    intro: (count) =>
      count === 1 ? '문의하신 내용에 답변이 도착했어요.' : `문의하신 내용에 답변 ${count}개가 도착했어요.`,
    file: (name) => `파일: ${name}`,
    open: '이어서 보기',
  },
}

/**
 * Plain text, and HTML without anything from elsewhere. A guest's own words are left out: whose address he gave, nobody knows, and a stranger should not be
 * written to in them.
 */
export function mailText({ inquiry: { no, subject, customer }, answers, language, link }: Unread): MailText {
  const say = words[language.split('-')[0] ?? ''] ?? words.en!
  const intro = say.intro(answers.length)
  const said = answers.map(({ by, text, files = [] }) => ({
    who: oneLine(by.name),
    what: [text, ...files.map(({ name }) => say.file(name))].filter(Boolean).join('\n'),
  }))
  const text = [intro, ...said.map(({ who, what }) => `${who}:\n${what}`), link].filter(Boolean).join('\n\n')
  const html = mailPage(language, [
    `<p style="margin:0 0 16px">${escaped(intro)}</p>`,
    ...said.map(
      ({ who, what }) => `<p style="margin:0 0 16px;white-space:pre-line"><b>${escaped(who)}</b>\n${escaped(what)}</p>`,
    ),
    link === undefined ? '' : `<p style="margin:0"><a href="${escaped(link)}">${escaped(say.open)}</a></p>`,
  ])
  return { subject: oneLine(say.subject(no, customer.verified ? subject : undefined)), text: `${text}\n`, html }
}
