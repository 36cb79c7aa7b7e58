import type { PendingCommand } from '@parley/client'
import type { FileInfo, RoomCommands } from '../contract/index.ts'
import type { PendingMessage } from './models.ts'

/** The posts among what the room does not show yet. `filesOf` knows what our uploads are. */
export function pendingMessages(
  pending: readonly PendingCommand[],
  filesOf: (ids: readonly string[]) => readonly FileInfo[],
): readonly PendingMessage[] {
  return pending.flatMap(({ id, name, input, createdAt, failure }) => {
    if (name !== 'post') return []
    // It may come from a page that is older or newer than this one.
    const { text, reply, thread, files } = (input ?? {}) as Partial<RoomCommands['post']>
    const known = Array.isArray(files) ? filesOf(files) : []
    return [
      {
        id,
        text: typeof text === 'string' ? text : '',
        createdAt,
        reply: typeof reply === 'number' ? reply : undefined,
        thread: typeof thread === 'number' ? thread : undefined,
        files: known.length > 0 ? known : undefined,
        failure,
      },
    ]
  })
}
