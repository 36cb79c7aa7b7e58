import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import type { MessageRow } from '../timeline.ts'

/** Of more news at once only the number is told. */
const mostSpoken = 3

/**
 * What a screen reader is told of a list: what others have just written at its end. Not what was there when the room
 * was opened, nor what is loaded above or around a message that was jumped to, nor rows that scroll into view.
 */
export class Announcer {
  #highest: number | undefined

  /** The rows that are new to the one who listens. To be called with every state of the list. */
  note(rows: readonly MessageRow[], isAtNewest: boolean): readonly MessageRow[] {
    const highest = rows.reduce((top, { offset }) => Math.max(top, offset ?? 0), 0)
    const before = this.#highest
    if (before !== undefined && highest <= before) return []
    // What a jump or a page brings is history, until the window is at the newest again.
    if (!isAtNewest) return []
    this.#highest = highest
    if (before === undefined) return []
    return rows.filter(({ offset, isMine }) => !isMine && offset !== undefined && offset > before)
  }
}

/** What is said of new rows, one line each. */
export function spokenLines(news: readonly MessageRow[], { text }: Words): readonly string[] {
  if (news.length > mostSpoken) return [text.newMessages(news.length)]
  return news.map((row) => {
    const files = row.files.map(({ name }) => plainText(name))
    return `${plainText(row.by.name)}: ${[lineOf(row.text), ...files].filter(Boolean).join(', ')}`
  })
}
