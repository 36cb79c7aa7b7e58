import type { Entry } from '../entry.ts'
import { attach } from './attach.ts'
import { chat } from './chat/index.ts'
import { client } from './client.ts'
import { connect } from './connect/index.ts'
import { create } from './create.ts'
import { handshake } from './handshake.ts'
import { http } from './http.ts'
import { inquiry } from './inquiry/index.ts'
import { inspect } from './inspect.ts'
import { notifications } from './notifications.ts'
import { page } from './page.ts'
import { probe } from './probe.ts'
import { project } from './project.ts'
import { socket } from './socket/index.ts'
import { store } from './store.ts'
import { trading } from './trading/index.ts'
import { usage } from './usage/index.ts'
import { wire } from './wire/index.ts'

/** By code, families one after the other. */
export const allEntries: readonly Entry[] = [
  ...usage,
  ...wire,
  ...socket,
  ...handshake,
  ...connect,
  ...attach,
  ...client,
  ...page,
  ...project,
  ...probe,
  ...create,
  ...http,
  ...store,
  ...chat,
  ...inquiry,
  ...inspect,
  ...notifications,
  ...trading,
]

const byCode = new Map(allEntries.map((entry) => [entry.code, entry]))

/** What the catalogue says of a code. */
export function entryOf(code: string): Entry | undefined {
  return byCode.get(code)
}
