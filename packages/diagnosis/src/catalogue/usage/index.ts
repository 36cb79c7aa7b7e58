import type { Entry } from '../../entry.ts'
import { channelUsage } from './channels.ts'
import { chatUsage } from './chat.ts'
import { inquiryUsage } from './inquiry.ts'
import { notificationsUsage } from './notifications.ts'
import { serverUsage } from './server.ts'
import { socketUsage } from './sockets.ts'
import { tradingUsage } from './trading.ts'

/** What throws at a caller's line: codes of the form `ERR_…`, but those of attach, of a client and of a store. */
export const usage: readonly Entry[] = [
  ...socketUsage,
  ...channelUsage,
  ...serverUsage,
  ...chatUsage,
  ...inquiryUsage,
  ...notificationsUsage,
  ...tradingUsage,
]
