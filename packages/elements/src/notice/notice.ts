import type { Status, StatusReason, ViewStatus } from '@parley/client'

/** What the reader must be told about the connection or what an element shows, if anything. */
export type Notice =
  | { readonly kind: 'connecting' }
  | {
      readonly kind: 'waiting'
      /** When the next try begins; nothing while one is being made. */
      readonly until: number | undefined
      readonly code: string
      readonly message: string
      /** The same with what to do about it, where the cause was found. */
      readonly cause?: StatusReason
    }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly who: 'server' | 'view'; readonly code: string; readonly message: string }
  /** The page is older than the server: a reload brings the newer one. */
  | { readonly kind: 'outdated'; readonly code: string; readonly message: string }
  | { readonly kind: 'ended' }

export interface NoticeInput {
  readonly status: Status
  /** What the element shows: an open view, or a model over one. */
  readonly view: {
    readonly status: ViewStatus
    readonly refusal: { readonly code: string; readonly message: string } | undefined
  }
  /** Whether a connection that is away has been so for long enough to be mentioned. */
  readonly isLong: boolean
  /** Why the last try failed, if one did since the connection was last live. */
  readonly lastReason: StatusReason | undefined
}

export function noticeOf({ status, view, isLong, lastReason }: NoticeInput): Notice | undefined {
  if (status.state === 'refused') return { kind: 'refused', who: 'server', ...reasonOf(status) }
  // PROTOCOL.md#codes
  if (view.refusal?.code === 'schema-mismatch') return { kind: 'outdated', ...reasonOf(view.refusal) }
  if (view.refusal) return { kind: 'refused', who: 'view', ...reasonOf(view.refusal) }
  if (view.status === 'closed' || status.state === 'closed') return { kind: 'ended' }
  if (status.state === 'live') return undefined
  if (status.state === 'offline') return { kind: 'offline' }
  if (!isLong) return undefined
  // While one try follows another, one notice stands still instead of two taking turns.
  if (status.state === 'connecting') return lastReason ? waiting(lastReason, undefined) : { kind: 'connecting' }
  return waiting(status.reason, status.until)
}

/** Whether waiting does not help. */
export function isFinal(notice: Notice | undefined): boolean {
  return notice?.kind === 'refused' || notice?.kind === 'ended'
}

export function secondsUntil(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1000))
}

function reasonOf({ code, message }: { readonly code: string; readonly message: string }) {
  return { code, message }
}

function waiting(reason: StatusReason, until: number | undefined): Notice {
  return { kind: 'waiting', until, ...reasonOf(reason), ...(reason.fix !== undefined && { cause: reason }) }
}
