import type { Connection } from '@parley/client'

/** What a customer's page needs of a connection. */
export type CustomerConnection = Pick<Connection, 'status' | 'user' | 'onStatus' | 'retryNow' | 'open'>
