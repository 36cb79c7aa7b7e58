import type { Connection } from '@parley/client'

/** What the models need of a connection. */
export type TradingConnection = Pick<Connection, 'status' | 'user' | 'onStatus' | 'retryNow' | 'open'>
