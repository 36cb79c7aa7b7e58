// What must hold for every script of a connection, against the second reading in `model/reader.ts`.
import { Connection } from '@parley/websocket'
import { joined, mutateBytes } from '../input/byte-mutations.ts'
import { mutateFrames } from '../input/frame-mutations.ts'
import type { Random } from '../input/random.ts'
import { parseScript, type Script, splitInput } from '../input/script.ts'
import { CLOSE_CODE_OF_FAULT, type Heard, NO_LIMITS, read } from '../model/reader.ts'
import { hold, same } from '../model/violation.ts'
import { connectionSeeds } from './connection-seeds.ts'
import { live } from './drive.ts'
import type { Target } from './target.ts'
import { deflateOf, describe, keyOf, type Life, type Said, type Subject } from './witness.ts'

// Single bytes cost a call each; beyond this the other two ways have to do.
const ALL_CUTS_BYTES = 600

export function connectionTarget(name: string, title: string, subject: Subject): Target {
  const manner = { masked: subject.role === 'server', deflate: subject.codec !== undefined }
  return {
    name,
    title,
    seeds: () => connectionSeeds(manner),
    mutate(input, random, other) {
      if (random.oneIn(4)) return mutateBytes(input, random, other)
      const [head, wire] = splitInput(input)
      const changed = random.oneIn(5) ? withWire(wire, other, random) : mutateFrames(wire, random, manner)
      return joined(random.oneIn(4) ? mutateBytes(head, random, head) : head, changed)
    },
    run: (input) => judgeScript(parseScript(input), subject),
  }
}

export function judgeScript(script: Script, subject: Subject): string {
  const ways =
    script.wire.length <= ALL_CUTS_BYTES ? (['seeded', 'none', 'all'] as const) : (['seeded', 'none'] as const)
  const lives = ways.map((cuts) => live(script, subject, cuts))
  const [first] = lives
  const usual = hear(script, first!, subject)
  const pings = usual.filter(({ type, said }) => type === 'ping' || said === 'control/ping-flood').length
  for (const life of lives) {
    // Only with more pings than may wait does it matter how the bytes are cut.
    const heard = pings > script.limits.maxPendingPongs ? hear(script, life, subject) : usual
    judgeEvents(life, heard)
    judgeOutput(life, heard, script, subject)
    // Only how many pings may come at once depends on the pieces.
    if (life.fault?.code !== 'control/ping-flood' && first!.fault?.code !== 'control/ping-flood') {
      same(life.events, first!.events, 'events with the bytes cut otherwise')
    }
  }
  return signature(first!)
}

function hear(script: Script, life: Life, subject: Subject): Heard[] {
  return read({
    wire: script.wire,
    masked: subject.role === 'server',
    limits: script.limits,
    takes: script.steps.filter((step) => step.move === 'take').map((step) => step.at),
    pieces: life.pieces,
    deflate: subject.codec === undefined ? undefined : script.compression,
  })
}

/** The events are what the bytes say. */
function judgeEvents({ events, fault, sent }: Life, heard: readonly Heard[]): void {
  const last = heard.at(-1)
  const expected = heard.filter(({ type }) => type !== 'close' && type !== 'fault').map(asEvent)
  same(events.slice(0, -1), expected, 'events')
  if (last?.type === 'fault') {
    const code = last.said.split(' or ').find((said) => said === fault?.code) ?? last.said
    same(events.slice(-1), [`closed ${CLOSE_CODE_OF_FAULT[code]} "" for ${code} by self`], 'how it failed')
    return
  }
  hold(fault === undefined, 'the connection failed without a reason', fault?.code)
  if (last?.type !== 'close') return
  const [code, reason] = codeAndReason(last.said)
  const weBegan = sent.some(({ type, at }) => type === 'close' && at < last.end)
  const closed = `closed ${code} ${JSON.stringify(reason)} clean by ${weBegan ? 'self' : 'peer'}`
  same(events.slice(-1), [closed], 'how it closed')
}

/** The output is what we sent, the pongs in between and one close frame, each frame as it must be. */
function judgeOutput(life: Life, heard: readonly Heard[], script: Script, subject: Subject): void {
  const isClient = subject.role === 'client'
  const deflate = subject.codec === undefined ? undefined : script.compression
  const said = read({ wire: life.output, masked: isClient, limits: NO_LIMITS, deflate, throughClose: true })
  hold(said.at(-1)?.type !== 'fault', 'our output breaks a rule', said.at(-1))
  const used = said.at(-1)?.end ?? 0
  hold(used === life.output.length, 'our output goes on after its last frame', { used, length: life.output.length })
  const expected = expectedOutput(life, heard)
  const output = said.map(({ type, said }) => ({ type, said }))
  same(output, expected, 'our output')
  if (isClient) judgeKeys(said)
  judgeRoundTrip(life, expected, script, subject)
}

/** Each frame has the next key of the source; only the keys of pongs that gave their place away may be missing. */
function judgeKeys(said: readonly Heard[]): void {
  let count = 0
  for (const { key } of said) {
    const from = count
    while (keyOf(count) !== key) hold(count++ < from + 10_000, 'a frame has no masking key of its own', key)
    count++
  }
}

function expectedOutput(life: Life, heard: readonly Heard[]): Said[] {
  const entries: (Said & { at: number })[] = []
  for (const { end, type, said, replaces } of heard) {
    if (type !== 'ping') continue
    if (replaces === true) entries.pop()
    entries.push({ at: end, type: 'pong', said })
  }
  for (const { at, type, said } of life.sent) {
    // A ping that ends with the byte at which we act was answered before.
    const index = entries.findIndex((entry) => entry.at > at)
    entries.splice(index < 0 ? entries.length : index, 0, { at, type, said })
  }
  const last = heard.at(-1)
  if (last !== undefined && !entries.some(({ type }) => type === 'close')) {
    // A close frame is answered with its code alone, a fault with its code and its sentence.
    if (last.type === 'close') entries.push({ at: last.end, type: 'close', said: `${codeAndReason(last.said)[0]} ` })
    if (last.type === 'fault') {
      entries.push({ at: last.end, type: 'close', said: `${life.fault?.closeCode} ${life.fault?.message}` })
    }
  }
  return entries.map(({ type, said }) => ({ type, said }))
}

/** What we encode, the other role decodes to the same. */
function judgeRoundTrip(life: Life, expected: readonly Said[], script: Script, subject: Subject): void {
  const peer = new Connection({
    role: subject.role === 'server' ? 'client' : 'server',
    maskingKey: () => new Uint8Array(4),
    maxMessageBytes: 2 ** 26,
    maxPendingPongs: 1000,
    deflate: deflateOf(script, subject),
  })
  const events: string[] = []
  for (let at = 0; at < life.output.length; ) {
    at += peer.receive(life.output.subarray(at))
    events.push(...peer.takeEvents().map(describe))
  }
  const end = expected.findIndex(({ type }) => type === 'close')
  const wanted = end < 0 ? expected : expected.slice(0, end)
  same(events.slice(0, wanted.length), wanted.map(asEvent), 'our output, decoded by the other role')
  hold(events.length === wanted.length + (end < 0 ? 0 : 1), 'the other role decoded something else', events.at(-1))
}

function asEvent({ type, said }: Pick<Heard, 'type' | 'said'>): string {
  return `${type} ${type === 'text' ? JSON.stringify(said) : said}`
}

function codeAndReason(said: string): [code: string, reason: string] {
  const space = said.indexOf(' ')
  return [said.slice(0, space), said.slice(space + 1)]
}

function signature({ events, fault }: Life): string {
  const kinds = new Set(events.slice(0, -1).map((event) => event.slice(0, event.indexOf(' '))))
  const many = Math.min(6, Math.ceil(Math.log2(events.length)))
  return `${[...kinds].sort().join(' ')} ${many} ${fault?.code ?? events.at(-1)?.slice(0, 11)}`
}

function withWire(wire: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const [, more] = splitInput(other)
  return random.oneIn(2) ? joined(wire, more) : mutateBytes(wire, random, more)
}
