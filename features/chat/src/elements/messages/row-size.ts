import type { MessageRow } from '../timeline.ts'
import { boxOf, isPicture } from './files-view.ts'

/** About how high a row will be, in pixels, before it has been seen: it makes the scroll bar nearly right. */
export function estimatePx(row: MessageRow): number {
  const lines = row.text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 64)), 0)
  const files = row.files.reduce((sum, file) => sum + (isPicture(file) ? boxOf(file).height : 56) + 4, 0)
  const message = row.message
  return (
    2 +
    (row.text ? 16 + 22 * lines : 0) +
    files +
    (row.isFirst ? (row.isMine ? 10 : 34) : 0) +
    (row.startsDay ? 50 : 0) +
    (row.startsNew ? 28 : 0) +
    (row.reply === undefined ? 0 : 28) +
    (message?.reactions?.length ? 34 : 0) +
    (message?.replies ? 36 : 0) +
    (row.failure ? 48 : 0)
  )
}
