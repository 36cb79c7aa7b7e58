import type { Connection } from '@parley/client'
import { guestKey, shareConnection } from '@parley/elements'
import type { ChatModels } from '../client/models-for.ts'
import { modelsOf } from './chat-connection.ts'
import type { SessionSource } from './room-session.ts'

/** Where an element gets its models from, as its page says. `undefined` until it is known which guest this tab is. */
export function sessionSource({
  connection,
  models,
  url,
}: {
  readonly connection: Connection | undefined
  readonly models: ChatModels | undefined
  readonly url: string
}): SessionSource | undefined {
  const release = () => {}
  if (models) return { connection, models, release }
  if (connection) return { connection, models: modelsOf(connection), release }
  const key = guestKey()
  if (key === undefined) return undefined
  const shared = shareConnection(url, key)
  const httpUrl = new URL(`${url.replace(/\/$/, '')}/chat`, document.baseURI).href
  return { ...shared, models: modelsOf(shared.connection, { httpUrl, authorization: () => `Guest ${key}` }) }
}
