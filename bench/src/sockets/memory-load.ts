// The process of those who connect and say nothing.
import { connect } from 'node:net'
import type { DialectName } from '../client/dialects.ts'
import { openAll, openReady } from '../client/open.ts'
import { endWithParent } from '../process/children.ts'

export interface MemoryConfig {
  readonly port: number
  readonly sockets: number
  /** Sockets that come and go first: what a server makes once is not what a socket costs. */
  readonly warmup: number
  readonly dialect: DialectName
  /** TCP alone, no handshake. */
  readonly isBare: boolean
}

endWithParent()
const { port, sockets, warmup, dialect, isBare } = JSON.parse(process.argv[2] ?? '{}') as MemoryConfig
const warm = await openAll(warmup, open)
for (const socket of warm) socket.destroy()
process.send?.({ opened: warmup })
process.on('message', async (message: { readonly do: string }) => {
  if (message.do === 'stop') process.exit(0)
  await openAll(sockets, open)
  process.send?.({ opened: sockets })
})

/** From eight addresses, so that ports never run short. */
async function open(index: number): Promise<{ destroy(): void }> {
  const localAddress = `127.0.0.${2 + (index % 8)}`
  if (!isBare) return openReady({ port, dialect }, () => {}, localAddress)
  const socket = connect({ host: '127.0.0.1', port, localAddress })
  socket.resume()
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  return socket
}
