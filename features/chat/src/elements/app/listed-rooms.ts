import type { RoomItem, RoomModel } from '../../client/models.ts'
import { kindOfKey } from '../../room/permissions.ts'

/** A room as the list shows it: one of mine, or one that is offered. */
export type ListedItem = RoomItem & { readonly isMine: boolean }

export interface ListedRooms {
  readonly rooms: readonly ListedItem[]
  readonly direct: readonly ListedItem[]
}

/** My rooms, then those that the page suggests and the one that is open, each once; direct ones apart. */
export function listedRooms(
  mine: readonly RoomItem[],
  suggested: readonly string[],
  open: Pick<RoomModel, 'key' | 'info' | 'direct' | 'status'> | undefined,
): ListedRooms {
  const known = new Set(mine.map(({ key }) => key))
  const isShown = open !== undefined && open.status !== 'refused'
  const offered = new Set([...suggested, ...(isShown ? [open.key] : [])].filter((key) => !known.has(key)))
  const all = [
    ...mine.map((item) => ({ ...item, isMine: true })),
    ...[...offered].map((key) => offeredRoom(key, key === open?.key ? open : undefined)),
  ]
  return {
    rooms: all.filter(({ kind }) => kind !== 'direct'),
    direct: all.filter(({ kind }) => kind === 'direct'),
  }
}

function offeredRoom(key: string, open: Pick<RoomModel, 'info' | 'direct'> | undefined): ListedItem {
  return {
    key,
    title: open?.direct?.with.name ?? (open?.info?.title || key),
    kind: open?.info?.kind ?? kindOfKey(key),
    with: open?.direct?.with,
    role: undefined,
    unread: { count: 0, mentions: 0, threads: [], isAtLeast: false, first: undefined },
    isMuted: false,
    mutedUntil: undefined,
    last: undefined,
    hasDraft: false,
    pending: 0,
    failed: 0,
    isMine: false,
  }
}

/** The room before or after another in the order of the list, round its ends. */
export function neighbour({ rooms, direct }: ListedRooms, current: string, step: 1 | -1): string | undefined {
  const keys = [...rooms, ...direct].map(({ key }) => key)
  if (keys.length === 0) return undefined
  const index = keys.indexOf(current)
  if (index < 0) return keys[step === 1 ? 0 : keys.length - 1]
  return keys[(index + step + keys.length) % keys.length]
}

export function badgeText(count: number, isAtLeast = false): string {
  return isAtLeast || count > 99 ? '99+' : String(count)
}
