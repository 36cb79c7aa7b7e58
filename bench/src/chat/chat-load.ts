// One of the processes of those who chat: its share of the people, and of the posts.
import { openAll } from '../client/open.ts'
import { postAtRate } from '../client/pace.ts'
import { readStamps } from '../client/stamp.ts'
import { LatencyLog } from '../fanout/latency-log.ts'
import { endWithParent } from '../process/children.ts'
import { Chatter } from './chatter.ts'
import { type ChattingName, chattings } from './chatting.ts'

export interface ChatLoad {
  readonly port: number
  readonly chatting: ChattingName
  /** This process is number `index` of `processes`, and has every person whose number leaves that remainder. */
  readonly index: number
  readonly processes: number
  readonly people: number
  readonly rooms: number
  /** How many rooms each person is in. */
  readonly roomsEach: number
  /** Posts a second in all rooms together. */
  readonly rate: number
  readonly bytes: number
}

export interface ChatOrder {
  readonly do: 'warm' | 'enter' | 'listen' | 'start' | 'begin' | 'finish' | 'quiet' | 'count' | 'stop'
}

/** What this process has posted and heard so far. */
export interface ChatCount {
  readonly posted: number
  readonly heard: number
}

export interface ChatWindow {
  /** Of the sampled people, in ms, ascending. */
  readonly latencies: Float64Array
}

/** People of this process whose messages are read for their time stamp. */
const sampled = 20
/** People who come and go first: what a server makes once is not what a person costs. */
const warming = 100

endWithParent()
const {
  port,
  chatting: name,
  index,
  processes,
  people,
  rooms,
  roomsEach,
  rate,
  bytes,
} = JSON.parse(process.argv[2] ?? '{}') as ChatLoad
const chatting = chattings[name]
const latencies = new LatencyLog()
let [posted, heard] = [0, 0]
let chatters: readonly Chatter[] = []
let stopPosting = () => {}

const mine = Array.from({ length: Math.ceil((people - index) / processes) }, (_, at) => at * processes + index)
/** Posted to by this process: each by the first person who is in it. */
const myRooms = Array.from({ length: rooms }, (_, room) => room).filter((room) => room % processes === index)

const does: Readonly<Record<ChatOrder['do'], () => object | Promise<object>>> = {
  async warm() {
    const warm = await openAll(warming, (at) => connect(['warm'], at))
    for (const chatter of warm) await chatter.join()
    for (const chatter of warm) await chatter.listen()
    for (const chatter of warm) chatter.leave()
    return {}
  },
  async enter() {
    chatters = await openAll(mine.length, (at) => connect(roomsOf(mine[at]!), at))
    // Everybody is a member before anybody listens: who joins is told to all who do.
    await openAll(mine.length, (at) => chatters[at]!.join())
    return {}
  },
  async listen() {
    await openAll(mine.length, (at) => chatters[at]!.listen())
    return {}
  },
  start() {
    startPosting()
    return {}
  },
  begin() {
    latencies.start()
    return {}
  },
  finish: () => ({ latencies: latencies.stop().sorted }) satisfies ChatWindow,
  quiet() {
    stopPosting()
    return {}
  },
  count() {
    return { posted, heard } satisfies ChatCount
  },
  stop: () => process.exit(0),
}
process.on('message', async ({ do: order }: ChatOrder) => process.send?.(await does[order]()))
process.send?.({ ready: true })

/** As many people in every room, and hardly two people in the same rooms. */
function roomsOf(person: number): string[] {
  const stride = Math.max(1, Math.floor(rooms / roomsEach))
  return Array.from({ length: roomsEach }, (_, at) => `r${(person + at * stride) % rooms}`)
}

/** From eight addresses, so that ports never run short. */
function connect(into: readonly string[], at: number): Promise<Chatter> {
  const onFrame = (chunk: Buffer, from: number, to: number) => {
    const now = performance.now()
    readStamps(chunk, from, to, (published) => latencies.add(now, published))
  }
  const localAddress = `127.0.0.${2 + (at % 8)}`
  const count = (posts: number) => {
    heard += posts
  }
  return Chatter.connect(chatting, { port, localAddress, rooms: into }, count, at < sampled ? onFrame : undefined)
}

function startPosting(): void {
  stopPosting = postAtRate((rate * myRooms.length) / rooms, bytes, (sent, text) => {
    const room = myRooms[sent % myRooms.length]!
    chatters[Math.floor(room / processes)]!.post(`r${room}`, posted++, text)
  })
}
