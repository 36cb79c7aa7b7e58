import { zlibCodec } from '@parley/socket'
import { connectionTarget } from './connection.ts'
import { differentialTarget } from './differential.ts'
import { extensionsTarget } from './extensions.ts'
import { requestTarget } from './request.ts'
import { responseTarget } from './response.ts'
import type { Target } from './target.ts'
import { textTarget } from './text.ts'

const codec = zlibCodec()

export const TARGETS: readonly Target[] = [
  connectionTarget('server', 'Connection, the role server', { role: 'server' }),
  connectionTarget('client', 'Connection, the role client', { role: 'client' }),
  connectionTarget('server-deflate', 'the role server with permessage-deflate', { role: 'server', codec }),
  connectionTarget('client-deflate', 'the role client with permessage-deflate', { role: 'client', codec }),
  requestTarget,
  responseTarget,
  extensionsTarget,
  textTarget,
  differentialTarget,
]

/** Throws for a name that no target has, with those that there are. */
export function targetNamed(name: string): Target {
  const target = TARGETS.find((one) => one.name === name)
  if (target !== undefined) return target
  throw new Error(`There is no target ${JSON.stringify(name)}; there are ${TARGETS.map((one) => one.name).join(', ')}.`)
}
