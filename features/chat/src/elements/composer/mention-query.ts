import type { RoomModel } from '../../client/models.ts'
import { mayMentionRoom } from '../../room/permissions.ts'

export interface MentionQuery {
  /** Where the `@` stands. */
  readonly start: number
  /** What has been written after it. */
  readonly words: string
}

/** The mention that is being written before the caret, if one is. */
export function mentionQuery(text: string, caret: number): MentionQuery | undefined {
  const before = text.slice(0, caret)
  const start = before.lastIndexOf('@')
  if (start === -1 || /[\p{L}\p{N}@]/u.test(before[start - 1] ?? ' ')) return undefined
  const words = before.slice(start + 1)
  // A name may have a space in it, a sentence has more of them.
  const isOver = words.length > 40 || /\n|^\s|\s\S*\s/u.test(words)
  return isOver ? undefined : { start, words }
}

/** Puts a name in place of what was written of it. */
export function withMention(
  text: string,
  { start, words }: MentionQuery,
  name: string,
): { readonly text: string; readonly caret: number } {
  const end = start + 1 + words.length
  const said = `@${name} `
  const rest = text.slice(end).replace(/^ /u, '')
  return { text: text.slice(0, start) + said + rest, caret: start + said.length }
}

/** Those who were chosen (names by id) and are still mentioned. */
export function mentionsIn(
  text: string,
  chosen: ReadonlyMap<string, string>,
): { readonly id: string; readonly name: string }[] {
  return [...chosen].filter(([, name]) => text.includes(`@${name}`)).map(([id, name]) => ({ id, name }))
}

/** Whether to offer `@room`; the server decides. */
export function offersRoom({
  standing,
  info,
  memberCount,
}: Pick<RoomModel, 'standing' | 'info' | 'memberCount'>): boolean {
  return info !== undefined && mayMentionRoom(info.kind, standing, memberCount)
}
