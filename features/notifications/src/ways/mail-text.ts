// What a mail says of a notification: plain text, and HTML without anything from elsewhere.
import { escaped, type MailText, mailPage, oneLine } from '@parley/outbound'
import { type Delivery, filledIn } from '../contract/index.ts'

const words: { readonly [language: string]: { readonly isNew: string; readonly open: string } } = {
  en: { isNew: 'You have a new notification', open: 'Open' },
  ko: { isNew: '새 알림이 있어요', open: '열기' },
}

/** `siteUrl`: what its path leads from. */
export function mailText(delivery: Delivery, siteUrl: string): MailText {
  const { language, title, body, lines = [], link } = delivery
  const { isNew, open } = words[language.split('-')[0] ?? ''] ?? words.en!
  const subject = oneLine(title ?? isNew)
  const url = link === undefined ? undefined : new URL(link, siteUrl).href
  const happened = lines.map((line) => {
    const actors = line.actor === undefined ? [] : [line.actor]
    return oneLine(filledIn(line.title, language, { actors, actorCount: actors.length, count: 1 }))
  })
  const list = happened.map((line) => `- ${line}`).join('\n')
  const text = [subject, body, list, url].filter((part) => part !== undefined && part !== '').join('\n\n')
  const parts = [
    `<p style="font-size:17px;font-weight:600;margin:0 0 8px">${escaped(subject)}</p>`,
    body === undefined ? '' : `<p style="margin:0 0 16px;white-space:pre-line">${escaped(body)}</p>`,
    happened.length === 0
      ? ''
      : `<ul style="margin:0 0 16px">${happened.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`,
    url === undefined ? '' : `<p style="margin:0"><a href="${escaped(url)}">${escaped(open)}</a></p>`,
  ]
  return { subject, text: `${text}\n`, html: mailPage(language, parts) }
}
