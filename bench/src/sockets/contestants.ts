import type { DialectName } from '../client/dialects.ts'
import type { ServerName } from '../servers/main.ts'

export interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly dialect: DialectName
}

export const measures = ['echo', 'fanout', 'handshakes', 'memory', 'deflate'] as const
export type Measure = (typeof measures)[number]

const plain = (name: string, server: ServerName): Contestant => ({ name, server, dialect: 'plain' })

const echo: readonly Contestant[] = [
  plain('ws', 'ws-echo'),
  { name: 'Socket.IO', server: 'socket.io-echo', dialect: 'socket.io' },
  plain('parley', 'parley-echo'),
  plain('C++ engine', 'uws-echo'),
  plain('Bun', 'bun-echo'),
]

const fanout: readonly Contestant[] = [
  plain('ws', 'ws'),
  { name: 'Socket.IO', server: 'socket.io', dialect: 'socket.io' },
  plain('parley, loop', 'parley-bare'),
  plain('parley, prepared', 'parley-prepared'),
  plain('C++ engine, publish', 'uws'),
  plain('Bun, publish', 'bun'),
]

/** What Node's streams cost without any WebSocket on them. */
const floor = plain('Node’s streams alone', 'net-echo')

/** Socket.IO compresses by `ws`. */
const withoutSocketIo = (contestants: readonly Contestant[]) =>
  contestants.filter(({ dialect }) => dialect !== 'socket.io')

/** Who takes part in what. The order is that of the turns. */
export const contestantsOf = {
  echo: [...echo, floor],
  fanout,
  handshakes: echo,
  memory: [plain('bare net.Socket', 'net'), ...echo],
  'deflate echo': withoutSocketIo(echo),
  'deflate fanout': withoutSocketIo(fanout),
} as const satisfies Record<string, readonly Contestant[]>
