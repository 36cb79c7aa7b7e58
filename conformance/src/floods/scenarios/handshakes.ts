import { RawConnection, upgradeRequest } from '../../wire/index.ts'
import type { FloodServer } from '../flood-server.ts'
import { floodPath, openFlooder } from '../flooder.ts'
import { type Damage, mebibyte, type Scale, type Scenario } from '../scenario.ts'
import type { Kind } from '../server/contestant.ts'

const peers = (scale: Scale) => (scale === 'full' ? 1_000 : 100)
/** How long ours gives a handshake; `Node's own` 60 s and the others' go on beyond what is waited for. */
const handshakeTimeoutMs = (scale: Scale) => (scale === 'full' ? 10_000 : 1_000)
const waitMs = (scale: Scale) => handshakeTimeoutMs(scale) * 1.5

export const slowloris: Scenario = {
  id: 'slowloris',
  title: '1 000 peers that dribble a header each',
  kinds: ['parley', 'ws'],
  config: (_, scale) => ({ behaviour: 'echo', limits: { handshakeTimeoutMs: handshakeTimeoutMs(scale) } }),
  run: (server, scale) =>
    holdOut(
      server,
      scale,
      (peer) => peer.write(`GET ${floodPath} HTTP/1.1\r\nX-Note: `),
      (peer) => peer.write('a'),
    ),
  ends: [],
  maxExtraBytes: (scale) => (scale === 'full' ? 48 : 16) * mebibyte,
}

export const silence: Scenario = {
  id: 'silent-connections',
  title: '1 000 connections that say nothing',
  kinds: ['parley', 'ws'],
  config: (_, scale) => ({ behaviour: 'echo', limits: { handshakeTimeoutMs: handshakeTimeoutMs(scale) } }),
  run: (server, scale) =>
    holdOut(
      server,
      scale,
      () => {},
      () => {},
    ),
  ends: [],
  maxExtraBytes: (scale) => (scale === 'full' ? 48 : 16) * mebibyte,
}

/** Many connections that come to nothing: all must be gone in time. */
async function holdOut(
  server: FloodServer,
  scale: Scale,
  first: (peer: RawConnection) => void,
  now: (peer: RawConnection) => void,
): Promise<Damage> {
  const held = await Promise.all(Array.from({ length: peers(scale) }, () => RawConnection.connect(server.port)))
  const began = performance.now()
  const left = () => held.filter((peer) => peer.ending === undefined).length
  try {
    for (const peer of held) first(peer)
    while (left() > 0 && performance.now() - began < waitMs(scale)) {
      for (const peer of held) now(peer)
      await new Promise((resolve) => setTimeout(resolve, 250))
    }
    const elapsedMs = performance.now() - began
    const note = `${held.length - left()} of ${held.length} cut`
    return {
      ends: [],
      elapsedMs,
      note,
      faults: left() === 0 ? [] : [`${left()} still there after ${Math.round(elapsedMs)} ms`],
    }
  } finally {
    for (const peer of held) peer.cut()
  }
}

export const silentSocket: Scenario = {
  id: 'silent-sockets',
  title: '100 sockets that answer no ping',
  kinds: ['parley', 'ws'],
  config: () => ({ behaviour: 'echo', limits: { heartbeatMs: 400 } }),
  async run(server, _, kind) {
    const before = (await server.state()).ends.length
    const held = await Promise.all(Array.from({ length: 100 }, () => openFlooder(server, kind)))
    const began = performance.now()
    try {
      const state = await server
        .until(({ ends }) => ends.length >= before + held.length, 'the end of all', 1_500)
        .catch(() => server.state())
      return {
        ends: state.ends.slice(before),
        elapsedMs: performance.now() - began,
        note: `${state.ends.length - before} of ${held.length} found`,
      }
    } finally {
      for (const peer of held) peer.cut()
    }
  },
  ends: ['1006 socket/heartbeat'],
  maxExtraBytes: () => 8 * mebibyte,
}

export const unauthenticated: Scenario = {
  id: 'unauthenticated',
  title: 'a socket of somebody whom nobody knows',
  kinds: ['parley'],
  config: () => ({ behaviour: 'echo', knowsNobody: true }),
  async run(server) {
    const began = performance.now()
    const peer = await RawConnection.open(server.port, { path: floodPath })
    const ending = await peer.frameOf(8, 3_000).finally(() => peer.cut())
    const code = ending?.payload.readUInt16BE() ?? 1006
    return { ends: [{ code, name: '' }], elapsedMs: performance.now() - began }
  },
  ends: ['4501'],
  maxExtraBytes: () => 8 * mebibyte,
}

export const handshakeFlood: Scenario = {
  id: 'handshake-flood',
  title: '20 000 handshakes at full speed, beside somebody who is served',
  kinds: ['parley', 'ws'],
  config: () => ({ behaviour: 'echo' }),
  run: floodHandshakes,
  ends: [],
  maxExtraBytes: () => 64 * mebibyte,
}

async function floodHandshakes(server: FloodServer, scale: Scale, kind: Kind): Promise<Damage> {
  const total = scale === 'full' ? 20_000 : 1_000
  const regular = await openFlooder(server, kind)
  const delays: number[] = []
  let isOver = false
  const beside = (async () => {
    for (let at = 0; !isOver; at++) {
      const sent = performance.now()
      regular.send(1, 'still there?')
      await regular.frameAt(at)
      delays.push(performance.now() - sent)
    }
  })()
  const began = performance.now()
  let made = 0
  let refused = 0
  const flood = async () => {
    while (made < total) {
      made++
      const peer = await RawConnection.connect(server.port)
      peer.write(upgradeRequest(floodPath))
      const head = await peer.head()
      if (!head.line.includes(' 101 ')) refused++
      peer.reset()
    }
  }
  try {
    await Promise.all(Array.from({ length: 64 }, flood))
    isOver = true
    await beside
    const elapsedMs = performance.now() - began
    const left = await server
      .until(({ socketCount }) => socketCount === 1, 'all but one to be gone', 5_000)
      .catch(() => undefined)
    const sorted = delays.sort((a, b) => a - b)
    const p99 = sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
    const note = `${Math.round(total / (elapsedMs / 1000))} a second, ${refused} refused, the other's echo ${p99.toFixed(1)} ms (p99)`
    return { ends: [], elapsedMs, note, faults: left === undefined ? ['sockets stayed behind'] : [] }
  } finally {
    regular.cut()
  }
}
