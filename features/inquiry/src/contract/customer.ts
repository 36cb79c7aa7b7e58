// The channels `inquiry-customer/<user id>`: what one customer has asked, on all his devices. View `customer`, for him alone.
import type { Answers, PageContext } from './form.ts'
import type { CustomerStatus } from './inquiry.ts'
import type { PublicName } from './people.ts'

export interface OwnInquiry {
  readonly id: string
  readonly no?: number
  readonly status: CustomerStatus
  /** On its way: it cannot be opened yet. */
  readonly starting?: true
  readonly subject: string
  readonly openedAt: number
  readonly agent?: PublicName
  /** When the newest message came, whoever wrote it, and its beginning. */
  readonly lastAt: number
  readonly lastText: string
  /** Messages to him that he has not read. */
  readonly unread: number
  readonly mergedInto?: { readonly id: string; readonly no: number }
}

export interface OwnInquiries {
  /** By id, at most 50. */
  inquiries: { [id: string]: OwnInquiry }
}

export interface OwnInquiriesEvents {
  readonly set: { readonly inquiry: OwnInquiry; readonly dropped?: readonly string[] }
  readonly removed: { readonly ids: readonly string[] }
}

export interface CustomerCommands {
  /** Asks. `inquiry` and `ticket`: made by the page, 16 to 39 and 8 to 20 of `a`–`z`, `0`–`9`, by chance. */
  readonly start: {
    readonly inquiry: string
    readonly ticket: string
    readonly text: string
    /** Uploaded to this inquiry after `prepare`. */
    readonly files?: readonly string[]
    readonly answers?: Answers
    readonly team?: string
    readonly page?: PageContext
  }
  /** Of a guest: whoever shows this code within ten minutes takes over what the guest has asked. 20 to 64 characters, by chance. */
  readonly offer: { readonly code: string }
  /** Of a verified person, sent to the channel of the guest: what that one has asked is his. `inquiry/bad-code` */
  readonly adopt: { readonly code: string }
}

export interface CustomerSystemCommands {
  /** What he asked elsewhere: the app says who he is. */
  readonly startFor: Omit<CustomerCommands['start'], 'files'> & { readonly name: string; readonly verified: boolean }
  /**
   * From an inquiry: how it stands. `seq`: the offset of its event; older news is let go. `agent`, `lastBy` and
   * `asker`: the ids of its agent, of who wrote last and of who asked, if they are not his own, so that they can be erased; no view shows them.
   */
  readonly progressed: {
    readonly inquiry: OwnInquiry
    readonly seq: number
    readonly agent?: string
    readonly lastBy?: string
    readonly asker?: string
  }
  /** The id was taken by another: nothing was begun. */
  readonly notBegun: { readonly inquiry: string }
  /** From the channel of a guest: these are his now. `name`: what he is called. */
  readonly adopted: {
    readonly guest: string
    readonly name: string
    readonly inquiries: readonly CustomerSystemCommands['progressed'][]
  }
}
