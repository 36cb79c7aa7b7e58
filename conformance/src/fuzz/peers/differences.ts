// Where others read the same bytes otherwise, and why. What is not in this table must not happen. Once somebody goes on where
// we do not, the bytes after that are theirs alone: what they make of them is not compared, only what came before.
import { joined } from '../input/byte-mutations.ts'
import { looseFrames } from '../input/frames.ts'
import { inflateMessage } from '../model/inflate.ts'
import { type Ending, LIMITS, type Question, type Reading } from './reading.ts'

export type PeerName = 'ws' | 'undici'

type How = 'open' | 'closed' | 1002 | 1007 | 1008 | 1009

export interface Difference {
  readonly peers: readonly PeerName[]
  /** The code of our fault, or how we end without one. */
  readonly ours: readonly string[] | 'anything'
  /** How they end, or that they heard another message in the place of ours. */
  readonly theirs: readonly How[] | 'anything' | 'another message'
  /** Without it the difference is known for any stream. */
  readonly only?: keyof typeof CONDITIONS
  readonly reason: string
  /** An input of the target `differential` that shows it, in hex. */
  readonly example: string
}

const CONDITIONS = {
  'with compression': (question: Question): boolean => question.deflate,
  /** The first message that we did not deliver began compressed, in more than one frame. */
  'within a compressed message': (question: Question, ours: Reading): boolean => {
    const next = messageAfter(question, ours)
    return next?.isCompressed === true && next.isFragmented
  },
  /** The first message that they did not deliver is compressed to more than a message may have. */
  'with a compressed payload beyond the limit': (question: Question, _ours: Reading, theirs: Reading): boolean => {
    const next = messageAfter(question, theirs)
    return next?.isCompressed === true && next.bytes > LIMITS.maxMessageBytes
  },
  /** A block of the first message that they heard otherwise is marked as the last one, and more follows. */
  'within a message with a final block': (question: Question, ours: Reading, theirs: Reading): boolean => {
    const at = ours.heard.findIndex((event, index) => event !== theirs.heard[index])
    const next = messageAfter(question, { ...ours, heard: ours.heard.slice(0, Math.max(0, at)) })
    if (next?.isCompressed !== true) return false
    const [input, { maxMessageBytes }] = [joined(...next.payloads, Uint8Array.of(0, 0, 255, 255)), LIMITS]
    const inflation = inflateMessage(input, new Uint8Array(0), 17, maxMessageBytes)
    return inflation.ok && inflation.finals > 0
  },
  /** The stream ends before its last frame does. */
  'in a frame that is not whole': ({ wire }: Question): boolean => {
    const [frames, rest] = looseFrames(wire)
    return rest.length > 0 || frames.at(-1)?.announced !== undefined
  },
} as const

export const DIFFERENCES: readonly Difference[] = [
  {
    peers: ['ws', 'undici'],
    ours: ['frame/length-not-minimal'],
    theirs: 'anything',
    reason: 'takes a length in a longer form than it needs, which RFC 6455 §5.2 forbids',
    example: '01 827e00050102030405',
  },
  {
    peers: ['ws', 'undici'],
    ours: ['message/invalid-utf8'],
    theirs: 'anything',
    reason: 'looks at a text when it is whole, we at each byte: before its end something else may end the connection',
    example: '01 0103e228a1',
  },
  {
    peers: ['ws', 'undici'],
    ours: ['deflate/damaged'],
    theirs: 'anything',
    only: 'with compression',
    reason: 'delivers what could be inflated of a message that was cut short; ws ignores what follows a final block',
    example: '03 c100',
  },
  {
    peers: ['ws', 'undici'],
    ours: ['deflate/too-many-final-blocks'],
    theirs: 'anything',
    only: 'with compression',
    reason: 'has no such limit: it ignores what follows the first final block',
    example: `03 c122${'0300'.repeat(17)}`,
  },
  {
    peers: ['ws'],
    ours: 'anything',
    theirs: 'another message',
    only: 'within a message with a final block',
    reason: 'leaves out what follows a final block, where RFC 7692 §7.2.3.5 lets the message go on',
    example: '02 c19700000000 4bcd4b49375148cb375248cf374f01005248cfcf370100',
  },
  {
    peers: ['ws'],
    ours: 'anything',
    theirs: [1007],
    only: 'within a message with a final block',
    reason: 'does not get past a final block at the end of a fragment, where RFC 7692 §7.2.3.5 lets the message go on',
    example: '02 4191 00000000 4b374b49370048cb37a848cf3700210052 8086 00000000 37cf21000100',
  },
  {
    peers: ['ws', 'undici'],
    ours: 'anything',
    theirs: [1007, 1009],
    only: 'within a compressed message',
    reason:
      'inflates each fragment as it comes, we the message when it is whole: what comes in between is never reached',
    example: '03 4203ffffff 880203e8',
  },
  {
    peers: ['ws', 'undici'],
    ours: 'anything',
    theirs: [1009],
    only: 'with a compressed payload beyond the limit',
    reason: 'holds the limit against the compressed bytes too; we leave room for what cannot be compressed',
    example: `03 c27e03ee 00e80317fc${'aa'.repeat(1000)}00`,
  },
  {
    peers: ['ws'],
    ours: ['message/too-many-fragments'],
    theirs: [1009],
    reason: 'looks at the announced length first, we at the number of fragments',
    example: `01 0200${'0000'.repeat(7)}007e0fff`,
  },
  {
    peers: ['ws', 'undici'],
    ours: ['message/too-many-fragments'],
    theirs: ['open'],
    only: 'in a frame that is not whole',
    reason: 'counts a fragment when its payload is whole, we at its header: an endless one costs us nothing',
    example: `01 0200${'0000'.repeat(7)}0001`,
  },
  {
    peers: ['undici'],
    ours: ['frame/reserved-bits'],
    theirs: 'anything',
    only: 'with compression',
    reason: 'takes RSV1 on control frames and on continuations, which RFC 7692 §6.1 forbids',
    example: '03 c900',
  },
  {
    peers: ['undici'],
    ours: ['message/unexpected-continuation'],
    theirs: 'anything',
    only: 'with compression',
    reason: 'takes a continuation after a compressed message that has ended',
    example: '03 c10100 8000',
  },
]

/** The entry that explains why the two readings differ; `isOther`: in a message that both heard. */
export function knownDifference(
  peer: PeerName,
  question: Question,
  ours: Reading,
  theirs: Reading,
  isOther = false,
): Difference | undefined {
  return DIFFERENCES.find(
    (known) =>
      known.peers.includes(peer) &&
      (known.ours === 'anything' || known.ours.includes(wordOf(ours.end))) &&
      takes(known.theirs, theirs.end, isOther) &&
      (known.only === undefined || CONDITIONS[known.only](question, ours, theirs)),
  )
}

function takes(theirs: Difference['theirs'], end: Ending, isOther: boolean): boolean {
  if (isOther || theirs === 'another message') return isOther && theirs === 'another message'
  return theirs === 'anything' || theirs.some((how) => how === howOf(end))
}

function wordOf(end: Ending): string {
  return end.kind === 'refused' ? end.why : end.kind
}

function howOf(end: Ending): number | string {
  return end.kind === 'refused' ? end.code : end.kind
}

/** The message that follows those that a reading delivered. */
function messageAfter({ wire, deflate }: Question, { heard }: Reading) {
  if (!deflate) return undefined
  let left = heard.filter((event) => !/^p[io]ng /.test(event)).length
  let next: { isCompressed: boolean; isFragmented: boolean; bytes: number; payloads: Uint8Array[] } | undefined
  for (const { first, payload } of looseFrames(wire)[0]) {
    if ((first & 0x08) !== 0) continue
    const isFinal = (first & 0x80) !== 0
    if (left === 0) {
      next ??= { isCompressed: (first & 0x40) !== 0, isFragmented: !isFinal, bytes: 0, payloads: [] }
      next.bytes += payload.length
      next.payloads.push(payload)
      if (isFinal) break
    } else if (isFinal) left--
  }
  return next
}
