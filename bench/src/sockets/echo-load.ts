// The process of those who send and get the same back: measures one load after the other.
import { setTimeout as sleep } from 'node:timers/promises'
import type { DialectName } from '../client/dialects.ts'
import { openAll } from '../client/open.ts'
import { endWithParent } from '../process/children.ts'
import { measureWindow } from '../process/window.ts'
import { EchoClient, type EchoLoad, echoMessage } from './echo-client.ts'
import { type RateFigures, rateFigures } from './rates.ts'

export interface EchoConfig {
  readonly port: number
  readonly serverPid: number
  readonly dialect: DialectName
  readonly deflate: boolean
  readonly loads: readonly EchoLoad[]
  readonly seconds: number
  readonly warmupSeconds: number
}

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as EchoConfig
process.on('message', () => process.exit(0))
for (const load of config.loads) process.send?.(await measure(load))

async function measure(load: EchoLoad): Promise<RateFigures> {
  const { seconds, warmupSeconds, serverPid } = config
  const message = echoMessage(load, config)
  const clients = await openAll(load.connections, () => EchoClient.connect(config, message))
  const echoes = () => clients.reduce((sum, client) => sum + client.echoes, 0)
  for (const client of clients) client.start(load.inFlight)
  await sleep(warmupSeconds * 1000)
  const before = echoes()
  const window = await measureWindow(serverPid, seconds)
  const count = echoes() - before
  await Promise.all(clients.map((client) => client.stop()))
  for (const client of clients) client.destroy()
  return rateFigures(describe(load), count, window)
}

function describe({ connections, bytes, inFlight }: EchoLoad): string {
  const size = bytes >= 1024 ? `${bytes / 1024} KB` : `${bytes} B`
  const plural = connections === 1 ? 'connection' : 'connections'
  return `${connections.toLocaleString('en-US')} ${plural}, ${size}${inFlight > 1 ? `, ${inFlight} in flight each` : ''}`
}
