import { zlibCodec } from '@parley/socket'
import { Connection } from '@parley/websocket'
import { describe } from '../targets/witness.ts'
import { type Ending, LIMITS, type Question, type Reading } from './reading.ts'

const codec = zlibCodec()
const parameters = {
  serverContextTakeover: false,
  clientContextTakeover: false,
  serverMaxWindowBits: 15,
  clientMaxWindowBits: 15,
}

export function readOurs({ wire, role, deflate }: Question): Reading {
  const connection = new Connection({
    role,
    ...LIMITS,
    maxPendingPongs: 1_000_000,
    maskingKey: () => new Uint8Array(4),
    deflate: deflate ? { parameters, codec } : undefined,
  })
  const heard: string[] = []
  let end: Ending = { kind: 'open' }
  for (let at = 0; at < wire.length && connection.state !== 'closed'; ) {
    at += connection.receive(wire.subarray(at))
    for (const event of connection.takeEvents()) {
      if (event.type !== 'closed') heard.push(describe(event))
      else if (event.fault === undefined) end = { kind: 'closed', code: event.code, reason: event.reason }
      else end = { kind: 'refused', code: event.code, why: event.fault.code }
    }
  }
  return { heard, end }
}
