import type { HandleOf } from '@parley/client'
import type { DeskContract, InquiryContract, MineContract, QueueContract } from '../description.ts'

type Used =
  | 'state'
  | 'position'
  | 'status'
  | 'refusal'
  | 'presence'
  | 'you'
  | 'pending'
  | 'commands'
  | 'signals'
  | 'discard'
  | 'onChange'
  | 'onEvent'
  | 'onSignal'
  | 'find'
  | 'close'

/** The open views as the models of the desk use them. */
export type DeskHandle = Pick<HandleOf<DeskContract, 'desk'>, Used>
export type BoardHandle = Pick<HandleOf<DeskContract, 'supervisor'>, Used>
export type QueueHandle = Pick<HandleOf<QueueContract, 'queue'>, Used>
export type MineHandle = Pick<HandleOf<MineContract, 'mine'>, Used>
export type InquiryHandle = Pick<HandleOf<InquiryContract, 'agent'>, Used>

/** A command that the state does not show yet. */
export type Pending = InquiryHandle['pending'][number]
