// The channels `inquiry-agent/<user id>`: what one agent answers, on all his devices. View `mine`, for him alone.
import type { Row } from './facts.ts'

export interface Mine {
  rows: { [id: string]: MineRow }
}

export interface MineRow {
  row: Row
  /** Customer's messages since he has read or answered last. */
  unread: number
}

export interface MineEvents {
  readonly rowSet: { readonly row: Row; readonly unread: number }
  readonly rowRemoved: { readonly id: string }
  readonly unreadSet: { readonly id: string; readonly unread: number }
}

export interface AgentCommands {
  readonly read: { readonly inquiry: string }
}

/** `set` and `drop` come from the desk, in its order: `seq` is the offset of the desk's event. `unread`: what the inquiry told the desk of it with its newest message. */
export interface AgentSystemCommands {
  readonly set: {
    readonly row: Row
    readonly seq: number
    readonly unread?: { readonly count: number; readonly n: number }
  }
  readonly drop: { readonly inquiry: string; readonly seq: number }
  /** From an inquiry that is his: how many messages of its customer he has not read or answered. `n`: the offset of its event; older news is let go. */
  readonly unread: { readonly inquiry: string; readonly count: number; readonly n: number }
}
