import { joined, mutateBytes } from '../input/byte-mutations.ts'
import { mutateFrames } from '../input/frame-mutations.ts'
import { frame, looseFrames, writeFrames } from '../input/frames.ts'
import { Violation } from '../model/violation.ts'
import { knownDifference, type PeerName } from '../peers/differences.ts'
import { readOurs } from '../peers/ours.ts'
import type { Question, Reading } from '../peers/reading.ts'
import { readUndici } from '../peers/undici.ts'
import { readWs } from '../peers/ws.ts'
import { connectionSeeds } from './connection-seeds.ts'
import type { Target } from './target.ts'

/** Time for `undici` on a machine that is busy; what differs in less is looked at again. */
const PATIENT_MS = 2000

const IS_CLIENT = 1
const DEFLATES = 2

/** Byte 0 says which role reads and whether messages may be compressed; the rest is what it reads. */
export const differentialTarget: Target = {
  name: 'differential',
  title: 'the same bytes through ws and undici',
  seeds: () =>
    [0, IS_CLIENT, DEFLATES, IS_CLIENT | DEFLATES].flatMap((flags) =>
      connectionSeeds(mannerOf(flags)).map((seed) =>
        joined(Uint8Array.of(flags), seed.subarray(3 + 2 * (seed[2]! & 15))),
      ),
    ),
  mutate(input, random, other) {
    const flags = input[0] ?? 0
    if (random.oneIn(4)) return joined(Uint8Array.of(flags), mutateBytes(input.subarray(1), random, other.subarray(1)))
    return joined(Uint8Array.of(flags), mutateFrames(input.subarray(1), random, mannerOf(flags)))
  },
  async run(input) {
    const question = questionOf(input)
    const ours = readOurs(question)
    compare('ws', question, ours, await readWs(question))
    if (question.role === 'client') await compareUndici(question, ours)
    return ours.end.kind === 'refused' ? ours.end.why : `${ours.end.kind} ${Math.min(5, ours.heard.length)}`
  },
}

function mannerOf(flags: number): { masked: boolean; deflate: boolean } {
  return { masked: (flags & IS_CLIENT) === 0, deflate: (flags & DEFLATES) !== 0 }
}

/**
 * A stream that goes on is ended by a close frame, so that everybody knows when it is over: a frame that is not whole is
 * left off, and what it would have said is for the other targets.
 */
export function questionOf(input: Uint8Array): Question {
  const flags = input[0] ?? 0
  const { masked, deflate } = mannerOf(flags)
  const role = masked ? 'server' : 'client'
  const wire = input.subarray(1)
  if (readOurs({ wire, role, deflate }).end.kind !== 'open') return { wire, role, deflate }
  const [frames] = looseFrames(wire)
  const whole = frames.filter(({ announced }) => announced === undefined)
  const close = frame(8, Uint8Array.of(3, 232), masked ? Uint8Array.of(1, 2, 3, 4) : undefined)
  return { wire: writeFrames([...whole, close]), role, deflate }
}

async function compareUndici(question: Question, ours: Reading): Promise<void> {
  try {
    compare('undici', question, ours, await readUndici(question))
  } catch (error) {
    if (!question.deflate) throw error
    compare('undici', question, ours, await readUndici(question, PATIENT_MS))
  }
}

function compare(peer: PeerName, question: Question, ours: Reading, theirs: Reading): void {
  const [our, their] = [asHeardBy(peer, ours), theirs.heard]
  const common = Math.min(our.length, their.length)
  for (let at = 0; at < common; at++) {
    if (our[at] === their[at]) continue
    if (knownDifference(peer, question, ours, theirs, true) !== undefined) return
    throw new Violation(`${peer} heard another message: ${JSON.stringify({ at, ours: our[at], theirs: their[at] })}`)
  }
  if (isAlike(peer, ours, theirs)) return
  if (knownDifference(peer, question, ours, theirs) !== undefined) return
  const seen = { ours: ours.end, theirs: theirs.end, ourMessages: our.length, theirMessages: their.length }
  throw new Violation(`${peer} reads it otherwise: ${JSON.stringify(seen)}`)
}

/** The same messages and the same end. */
export function isAlike(peer: PeerName, ours: Reading, theirs: Reading): boolean {
  return asHeardBy(peer, ours).length === theirs.heard.length && endsAlike(peer, ours, theirs)
}

function endsAlike(peer: PeerName, { end: ours }: Reading, { end: theirs }: Reading): boolean {
  if (ours.kind === 'closed' && theirs.kind === 'closed') {
    const reason = peer === 'undici' ? ours.reason.replace(/^\u{feff}/u, '') : ours.reason
    return ours.code === theirs.code && reason === theirs.reason
  }
  if (ours.kind === 'refused' && theirs.kind === 'refused') return ours.code === theirs.code
  return ours.kind === theirs.kind
}

/** What we heard, as far as the other can tell of it: `undici` says nothing of pings, and leaves a byte order mark off, of a close reason too. */
function asHeardBy(peer: PeerName, { heard }: Reading): readonly string[] {
  if (peer === 'ws') return heard
  return heard.filter((event) => !/^p[io]ng /.test(event)).map((event) => event.replace(/^text "\u{feff}/u, 'text "'))
}
