import { type DialectName, dialects, isReadyAtOnce } from './dialects.ts'
import { RawSocket, type TextListener } from './raw-socket.ts'

/** What clients connect to, and how they speak there. */
export interface Target {
  readonly port: number
  readonly dialect: DialectName
  readonly deflate?: boolean
}

/** Connects, says what the dialect wants said, and resolves once messages come, which `onMessage` hears from then on. */
export async function openReady(
  { port, dialect: name, deflate = false }: Target,
  onMessage: TextListener,
  localAddress?: string,
): Promise<RawSocket> {
  const dialect = dialects[name]
  let isReady = false
  let ready = () => {}
  const subscribed = new Promise<void>((resolve) => {
    ready = resolve
  })
  const from = localAddress === undefined ? {} : { localAddress }
  const socket = new RawSocket(
    { port, path: dialect.path, deflate, ...from },
    (bytes, from, to, self, isCompressed) => {
      if (isReady) {
        onMessage(bytes, from, to, self, isCompressed)
        // Heartbeats of Engine.IO are messages like any other.
        if (to - from < 3) dialect.handle(bytes, from, to, self)
      } else if (dialect.handle(bytes, from, to, self)) {
        isReady = true
        ready()
      }
    },
  )
  await socket.opened
  isReady = isReadyAtOnce(name)
  dialect.subscribe(socket)
  if (!isReady) await subscribed
  return socket
}

/** Opens many, a few at a time. */
export async function openAll<Opened>(count: number, open: (index: number) => Promise<Opened>): Promise<Opened[]> {
  const atOnce = 50
  const all: Opened[] = []
  for (let first = 0; first < count; first += atOnce) {
    const some = Math.min(atOnce, count - first)
    all.push(...(await Promise.all(Array.from({ length: some }, (_, index) => open(first + index)))))
  }
  return all
}
