import type { Connection, Status } from '@parley/client'
import type { ChatModels, ModelOptions } from '../client/models-for.ts'
import { modelsFor } from '../client/models-for.ts'

export type ConnectionStatus = Status

/** What the element itself needs of a connection; the models need the rest. */
export type ChatConnection = Pick<Connection, 'status' | 'user' | 'onStatus' | 'retryNow'>

const models = new WeakMap<Connection, ChatModels>()

/** The models over a connection: the same for all elements on it. Their views end with it. `options` are for whoever asks first. */
export function modelsOf(connection: Connection, options?: ModelOptions): ChatModels {
  const known = models.get(connection) ?? modelsFor(connection, options)
  models.set(connection, known)
  return known
}
