// A server in a process of its own, so that its memory is its own. Its parent asks by messages; it ends with its parent.
import { Behaviours } from './behaviours.ts'
import type { Ask, ServerConfig, State } from './contestant.ts'
import { startParley } from './parley.ts'
import { startSocketIo } from './socket-io.ts'
import { startWs } from './ws.ts'

const config = JSON.parse(process.argv[2] ?? '{}') as ServerConfig
const behaviours = new Behaviours(config.behaviour)
const start = { parley: startParley, ws: startWs, 'socket.io': startSocketIo }[config.kind]
const contestant = await start(config, behaviours)

process.on('disconnect', () => process.exit())
process.on('message', (ask: Ask) => {
  switch (ask.ask) {
    case 'stop':
      process.exit()
      break
    case 'publish':
      behaviours.publish(ask.bytes, ask.everyMs, ask.count)
      process.send?.({})
      break
    case 'stuff':
      void behaviours.stuff().then(() => process.send?.({}))
      break
    case 'collect':
      globalThis.gc?.()
      process.send?.(state())
      break
    case 'state':
      process.send?.(state())
      break
  }
})
process.send?.({ port: contestant.port })

function state(): State {
  return {
    socketCount: contestant.socketCount(),
    ends: behaviours.ends,
    heapUsed: process.memoryUsage().heapUsed,
    resources: process.getActiveResourcesInfo().length,
    streamed: behaviours.streamed,
  }
}
