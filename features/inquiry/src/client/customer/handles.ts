import type { HandleOf } from '@parley/client'
import type { DeskContract, InquiryContract, OwnInquiriesContract } from '../description.ts'

type Used =
  | 'state'
  | 'position'
  | 'status'
  | 'refusal'
  | 'pending'
  | 'commands'
  | 'retry'
  | 'discard'
  | 'onChange'
  | 'close'

/** The open views as the models of a customer's page use them. */
export type OwnHandle = Pick<HandleOf<OwnInquiriesContract, 'customer'>, Used>
export type ThreadHandle = Pick<
  HandleOf<InquiryContract, 'customer'>,
  Used | 'signals' | 'onEvent' | 'onSignal' | 'find'
>
export type LineHandle = Pick<HandleOf<DeskContract, 'line'>, 'state' | 'position' | 'status' | 'onChange' | 'close'>
