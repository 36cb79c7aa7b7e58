// The process of agents and customers. Who writes and who reads share it, and so their clock.
import { postAtRate } from '../client/pace.ts'
import { LatencyLog } from '../fanout/latency-log.ts'
import { endWithParent } from '../process/children.ts'
import { type SideName, sides } from './sides.ts'

export interface InquiryLoad {
  readonly side: SideName
  readonly agents: number
  /** Messages a second of all customers together. */
  readonly rate: number
  readonly bytes: number
}

export interface InquiryOrder {
  readonly do: 'first' | 'rest' | 'customers' | 'start' | 'begin' | 'finish' | 'quiet' | 'count' | 'stop'
  /** Of the server, with `first`: it begins after this process. */
  readonly port?: number
}

/** Written by customers and come onto agents' screens so far. */
export interface InquiryCount {
  readonly written: number
  readonly seen: number
}

/** In ms, ascending. */
export interface InquiryWindow {
  readonly entries: Float64Array
  readonly rows: Float64Array
}

endWithParent()
const { side: name, agents, rate, bytes } = JSON.parse(process.argv[2] ?? '{}') as InquiryLoad
const entries = new LatencyLog()
const rows = new LatencyLog()
let [written, seen] = [0, 0]
let stopWriting = () => {}
const side = sides[name](agents, {
  entry(microseconds) {
    seen++
    entries.add(performance.now(), microseconds)
  },
  row: (microseconds) => rows.add(performance.now(), microseconds),
})

const does: Readonly<Record<InquiryOrder['do'], (order: InquiryOrder) => object | Promise<object>>> = {
  first: async ({ port = 0 }) => ({ deskMs: await side.first(port) }),
  rest: async () => ({ done: await side.rest() }),
  customers: async () => ({ done: await side.customers() }),
  start() {
    stopWriting = postAtRate(rate, bytes, (sent, text) => side.write(sent % agents, written++, text))
    return {}
  },
  begin() {
    entries.start()
    rows.start()
    return {}
  },
  finish: () => ({ entries: entries.stop().sorted, rows: rows.stop().sorted }) satisfies InquiryWindow,
  quiet() {
    stopWriting()
    return {}
  },
  count: () => ({ written, seen }) satisfies InquiryCount,
  stop: () => process.exit(0),
}
process.on('message', async (order: InquiryOrder) => process.send?.(await does[order.do](order)))
process.send?.({ ready: true })
