// The process of those who come and go: connect, 101, goodbye, and again.
import { setTimeout as sleep } from 'node:timers/promises'
import { type DialectName, dialects } from '../client/dialects.ts'
import { RawSocket } from '../client/raw-socket.ts'
import { endWithParent } from '../process/children.ts'
import { measureWindow } from '../process/window.ts'
import { rateFigures } from './rates.ts'

export interface HandshakeConfig {
  readonly port: number
  readonly serverPid: number
  readonly dialect: DialectName
  readonly concurrency: number
  readonly seconds: number
  readonly warmupSeconds: number
}

/** A port rests for a minute after its connection; with so many addresses there are always enough. */
const addresses = 50

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as HandshakeConfig
process.on('message', () => process.exit(0))
let started = 0
let done = 0
let isRunning = true
const visitors = Array.from({ length: config.concurrency }, () => visit())
await sleep(config.warmupSeconds * 1000)
const before = done
const window = await measureWindow(config.serverPid, config.seconds)
const count = done - before
isRunning = false
await Promise.all(visitors)
process.send?.(rateFigures(`${config.concurrency} at once`, count, window))

async function visit(): Promise<void> {
  const { port, dialect } = config
  while (isRunning) {
    const localAddress = `127.0.0.${2 + (started++ % addresses)}`
    const socket = new RawSocket({ port, path: dialects[dialect].path, localAddress }, () => {})
    await socket.opened
    socket.close()
    await socket.closed
    done++
  }
}
