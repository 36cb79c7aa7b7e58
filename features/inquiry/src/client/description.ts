import { describeChannel } from '@parley/channel/client'
import { mineFold } from '../agent/mine-fold.ts'
import type * as contract from '../contract/index.ts'
import { ownFold } from '../customer/own-fold.ts'
import { boardFold } from '../desk/board-fold.ts'
import { deskFold } from '../desk/desk-fold.ts'
import { lineFold } from '../desk/line-fold.ts'
import { agentFold } from '../inquiry/agent-fold.ts'
import { customerFold } from '../inquiry/customer-fold.ts'
import { queueFold } from '../queue/queue-fold.ts'

/** PROTOCOL.md#inquiry as types. */
export interface InquiryContract {
  readonly commands: contract.InquiryCommands
  readonly signals: contract.InquirySignals
  readonly views: {
    readonly customer: { readonly state: contract.CustomerInquiry; readonly events: contract.CustomerInquiryEvents }
    readonly agent: { readonly state: contract.AgentInquiry; readonly events: contract.AgentInquiryEvents }
  }
}

export interface OwnInquiriesContract {
  readonly commands: contract.CustomerCommands
  readonly signals: object
  readonly views: {
    readonly customer: { readonly state: contract.OwnInquiries; readonly events: contract.OwnInquiriesEvents }
  }
}

export interface MineContract {
  readonly commands: contract.AgentCommands
  readonly signals: object
  readonly views: { readonly mine: { readonly state: contract.Mine; readonly events: contract.MineEvents } }
}

export interface DeskContract {
  readonly commands: contract.DeskCommands
  readonly signals: object
  readonly views: {
    readonly desk: { readonly state: contract.Desk; readonly events: contract.DeskEvents }
    readonly line: { readonly state: contract.Line; readonly events: contract.LineEvents }
    readonly supervisor: { readonly state: contract.Board; readonly events: contract.BoardEvents }
  }
}

export interface QueueContract {
  readonly commands: object
  readonly signals: object
  readonly views: { readonly queue: { readonly state: contract.Queue; readonly events: contract.QueueEvents } }
}

/** One conversation: `connection.open(describeInquiry, id, 'customer')`. */
export const describeInquiry = describeChannel<InquiryContract>()('inquiry', {
  customer: customerFold,
  agent: agentFold,
})

/** What one customer has asked: `connection.open(describeOwnInquiries, connection.user.id)`. */
export const describeOwnInquiries = describeChannel<OwnInquiriesContract>()('inquiry-customer', { customer: ownFold })

/** What one agent answers: `connection.open(describeMine, connection.user.id)`. */
export const describeMine = describeChannel<MineContract>()('inquiry-agent', { mine: mineFold })

/** The desk: `connection.open(describeDesk, 'main', 'desk')`. */
export const describeDesk = describeChannel<DeskContract>()('inquiry-desk', {
  desk: deskFold,
  line: lineFold,
  supervisor: boardFold,
})

/** Who waits for one team: `connection.open(describeQueue, team)`. */
export const describeQueue = describeChannel<QueueContract>()('inquiry-queue', { queue: queueFold })
