import type { AuditEntry } from '../../contract/room.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'

/** What was said with an entry of the audit log, for people: changed settings by their names, roles by theirs. */
export function auditNote({ what, note }: Pick<AuditEntry, 'what' | 'note'>, words: Words): string {
  if (note === undefined) return ''
  const { text } = words
  if (what === 'role') return Object.hasOwn(text.roles, note) ? text.roles[note as keyof typeof text.roles] : note
  if (what !== 'updated') return lineOf(note)
  return changesOf(note)
    .map(([name, value]) => {
      if (name === 'title') return `${text.roomTitle}: ${plainText(String(value))}`
      if (name === 'topic') return `${text.topic}: ${plainText(String(value))}`
      if (name === 'slowModeMs')
        return `${text.slowModeName}: ${value === 0 ? text.off : words.timeLeft(Number(value), 0)}`
      if (name === 'archived') return `${text.archive}: ${value === true ? text.on : text.off}`
      return plainText(`${name}: ${value}`)
    })
    .join(' · ')
}

/** The server writes the changed settings as JSON. */
function changesOf(note: string): readonly (readonly [string, unknown])[] {
  try {
    const changes: unknown = JSON.parse(note)
    return typeof changes === 'object' && changes !== null ? Object.entries(changes) : []
  } catch {
    return []
  }
}
