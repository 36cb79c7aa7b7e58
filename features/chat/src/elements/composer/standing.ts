import type { MessageListModel, RoomModel } from '../../client/models.ts'
import { ChatCode } from '../../contract/codes.ts'
import { isStaff } from '../../room/permissions.ts'

/** Whether somebody may write here now, and if not, why and until when (milliseconds since 1970). */
export type Standing =
  | { readonly kind: 'open' }
  | { readonly kind: 'slow' | 'muted'; readonly until: number }
  | { readonly kind: 'archived' | 'blocked' | 'read-only' }

/** Whether nothing can be written, now and later. */
export function isClosed<T extends Standing>(standing: T): standing is Exclude<T, { kind: 'open' | 'slow' | 'muted' }> {
  return standing.kind === 'archived' || standing.kind === 'blocked' || standing.kind === 'read-only'
}

export interface StandingInput {
  readonly room: Pick<RoomModel, 'info' | 'me' | 'direct' | 'may' | 'standing' | 'mutedUntil'>
  readonly list: Pick<MessageListModel, 'messages' | 'pending'>
  readonly refusals: Refusals
  readonly now: number
}

export function standingOf({ room, list, refusals, now }: StandingInput): Standing {
  if (room.info?.archived) return { kind: 'archived' }
  if (room.direct?.isBlocked) return { kind: 'blocked' }
  if (!room.may('post')) return { kind: 'read-only' }
  const { muted = 0, slow = 0 } = refusals.until
  const mutedUntil = Math.max(muted, room.mutedUntil ?? 0)
  if (mutedUntil > now) return { kind: 'muted', until: mutedUntil }
  const until = Math.max(slow, slowUntil(room, list))
  return until > now ? { kind: 'slow', until } : { kind: 'open' }
}

function slowUntil(
  { info, me, standing }: StandingInput['room'],
  { messages, pending }: StandingInput['list'],
): number {
  const slowMs = info?.slowModeMs ?? 0
  if (slowMs === 0 || !me || isStaff(standing)) return 0
  const sent = messages.findLast(({ by }) => by.id === me.id)?.at ?? 0
  const waiting = pending.findLast(({ failure }) => failure === undefined)?.createdAt ?? 0
  return Math.max(sent, waiting) + slowMs
}

/** Remembers what the server said of when to try again as it refused posts. */
export class Refusals {
  readonly #known = new Set<string>()
  #mutedUntil: number | undefined
  until: { readonly muted?: number; readonly slow?: number } = {}

  /** `mutedUntil`: what the room tells. */
  note(pending: MessageListModel['pending'], now: number, mutedUntil?: number): void {
    const isLifted = mutedUntil === undefined && (this.#mutedUntil ?? 0) > now
    if (isLifted) this.until = { ...this.until, muted: 0 }
    this.#mutedUntil = mutedUntil
    for (const { id, failure } of pending) {
      if (failure?.retryAfterMs === undefined || this.#known.has(id)) continue
      this.#known.add(id)
      const until = now + failure.retryAfterMs
      if (failure.code === ChatCode.muted) this.until = { ...this.until, muted: until }
      if (failure.code === ChatCode.slowMode) this.until = { ...this.until, slow: until }
    }
  }
}
