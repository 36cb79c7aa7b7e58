import { parseArgs } from 'node:util'

/** Thrown for what the caller wrote; its message is all they need. */
export class OptionError extends Error {
  override name = 'OptionError'
}

const options = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'string' },
  seconds: { type: 'string' },
  warmup: { type: 'string' },
  rounds: { type: 'string' },
  quiet: { type: 'string' },
  only: { type: 'string' },
  profile: { type: 'string' },
  'data-dir': { type: 'string' },
  subscribers: { type: 'string' },
  rates: { type: 'string' },
  bytes: { type: 'string' },
  'in-flight': { type: 'string' },
  connections: { type: 'string' },
  rooms: { type: 'string' },
  measures: { type: 'string' },
  peers: { type: 'string' },
  sockets: { type: 'string' },
  'p99-ms': { type: 'string' },
  clients: { type: 'string' },
  'slow-rate': { type: 'string' },
  'slow-bytes': { type: 'string' },
  people: { type: 'string' },
  'rooms-each': { type: 'string' },
  'room-rate': { type: 'string' },
  rate: { type: 'string' },
  loads: { type: 'string' },
  agents: { type: 'string' },
  inquiries: { type: 'string' },
  orders: { type: 'string' },
  seed: { type: 'string' },
  'assigned-each': { type: 'string' },
  crossing: { type: 'string' },
  'feed-rate': { type: 'string' },
  watchers: { type: 'string' },
  levels: { type: 'string' },
} as const

export type OptionName = Exclude<keyof typeof options, 'help'>

export class Options {
  readonly command: string | undefined
  readonly help: boolean
  readonly #values: Readonly<Partial<Record<string, string | boolean>>>

  constructor(args: readonly string[]) {
    try {
      const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
      this.#values = values
      this.command = positionals[0]
      this.help = values.help === true
    } catch (error) {
      throw new OptionError(error instanceof Error ? error.message : String(error))
    }
  }

  text(name: OptionName): string | undefined {
    const value = this.#values[name]
    return typeof value === 'string' ? value : undefined
  }

  list(name: OptionName): string[] {
    return (this.text(name) ?? '').split(',').filter((part) => part !== '')
  }

  /** Some of `known`, in their order; all of them if nothing is given. */
  choices<Choice extends string>(name: OptionName, known: readonly Choice[]): Choice[] {
    const given = this.list(name)
    const strange = given.find((part) => !known.some((choice) => choice === part))
    if (strange !== undefined)
      throw new OptionError(`--${name} takes ${known.join(', ')}, not ${JSON.stringify(strange)}.`)
    return known.filter((choice) => given.length === 0 || given.includes(choice))
  }

  number(name: OptionName, fallback: number, min: number, max: number): number {
    const text = this.text(name)
    return text === undefined ? fallback : inRange(name, text, min, max)
  }

  numbers(name: OptionName, fallback: readonly number[], min: number, max: number): number[] {
    const given = this.list(name)
    if (given.length > 20) throw new OptionError(`--${name} takes at most 20 numbers.`)
    return given.length === 0 ? [...fallback] : given.map((part) => inRange(name, part, min, max))
  }
}

function inRange(name: OptionName, text: string, min: number, max: number): number {
  const value = Number(text)
  if (Number.isFinite(value) && value >= min && value <= max) return value
  throw new OptionError(`--${name} is a number from ${min} to ${max}, not ${JSON.stringify(text)}.`)
}

export const helpText = `Ours and the peers in one run, as ratios.

  npm run bench -- fanout    one room, many subscribers: CPU per delivery, latency, who falls behind
  npm run bench -- durable   posts acknowledged after fsync: how many per second on one core
  npm run bench -- channels  what channels promise: durable commands, memory of a session, a storm of returns, a slow reader
  npm run bench -- chat      people in rooms: CPU per delivery, delay, memory of a person
  npm run bench -- inquiry   a support desk: from a customer's message to an agent's screen, memory, restart
  npm run bench -- matching  the matching engine alone, in five markets: messages per second on one thread
  npm run bench -- trading   a market: orders acknowledged after fsync, bytes of a book, thousands who watch one
  npm run bench -- sockets   the WebSocket alone: echo, fan-out, handshakes, memory, compression

All
  --rounds N          contestants take turns; medians are quoted              (3)
  --seconds N         measured, after --warmup N (2) seconds                  (10; sockets 3 after 1)
  --quiet N           before each contestant, wait up to N seconds for a quiet machine  (30)
  --only A,B          only these servers, or all whose names begin so: parley is parley-echo, too
                      (names as in bench/src/servers/main.ts)
  --json FILE         all figures, each round's too
  --data-dir FOLDER   where the data files go, in a folder made and removed   (the system's temporary folder)
  --profile FOLDER    CPU profiles of the servers; figures are then slower

fanout
  --subscribers N     (1000)
  --rates A,B,C       messages per second                                     (20,100,500)
  --bytes N           length of the text of a message                         (100)

durable
  --in-flight A,B,C   unanswered posts in all, one load after the other       (8,32,128,256,512,768,1024,1536)
  --connections N     that share them                                         (32)
  --rooms N           that they post to                                       (8)
  --bytes N           length of a post's text                                 (100)
  --p99-ms N          the best load is the fastest below this                 (30)

channels
  --measures A,B      of durable, memory, storm, slow                         (all)
  --in-flight A,B,C   as with durable                                         (256,512,1024)
  --sockets N         sessions, for the memory of each                        (10000)
  --clients N         in two processes, cut at once                           (10000)
  --subscribers N     readers, one of them slow: at 10 000 bytes a second     (1000)
  --slow-rate N       messages a second to them                               (50)
  --slow-bytes N      length of the text of a message                         (500)

chat
  --measures A,B      of crowd: all in one room, rooms: many small ones       (all)
  --people N          in each                                                 (10000)
  --rate N            messages a second in the one room                       (20)
  --rooms N           of the many                                             (1000)
  --rooms-each N      rooms of each person                                    (5)
  --room-rate N       messages a second in all of the many                    (500)
  --bytes N           length of the text of a message                         (100)
  --loads N           processes of those who chat                             (2)

inquiry
  --agents N          each with the desk, his own list and one conversation open  (500)
  --inquiries N       open ones, begun beforehand                             (20000)
  --assigned-each N   of them each agent's; the others wait                   (20)
  --rate N            messages a second of all customers, at most one each    (200)
  --bytes N           length of the text of a message                         (100)

matching
  --measures A,B      of static, normal, swing-25, swing-40, flash-crash      (all)
  --orders N          placed in each run: about two messages each             (1000000)
  --seed N            of the streams                                          (7)

trading
  --measures A,B      of orders, reports: the same with each account open, feeds, watchers  (all)
  --in-flight A,B,C   unanswered orders in all, to find the most               (256,512,1024)
  --connections N     traders                                                  (32)
  --crossing N        of a hundred orders so many meet others                  (20)
  --feed-rate N       orders a second where bytes are counted                  (2000)
  --watchers N        of one book                                              (5000)
  --rate N            changes a second of their book                           (200)
  --levels N          prices of their book                                     (200)

sockets
  --measures A,B      of echo, fanout, handshakes, memory, deflate            (all)
  --peers no          without the C++ engine and Bun, which else are installed into bench/peers (217 MB)
  --sockets N         idle ones, for the memory of each                       (10000)
  --subscribers N, --rates A,B,C, --bytes N   as with fanout
`
