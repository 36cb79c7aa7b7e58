import type { Case, Payload } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, hex, ping, text } from './steps.ts'

const sizes = [0, 1, 124, 125, 126, 127, 128, 254, 255, 256, 1_023, 65_534, 65_535, 65_536, 65_537, 200_000]

const wholeText = sizes.map((size) => {
  const payload = asciiOf(size)
  return {
    title: `text of ${size} bytes comes back as it was`,
    section: '6455 §5.2',
    write: [text(payload)],
    expect: { messages: [payload] },
  }
})

const wholeBinary = sizes.map((size) => {
  const payload = bytesOf(size)
  return {
    title: `binary of ${size} bytes comes back as it was`,
    section: '6455 §5.2',
    write: [binary(payload)],
    expect: { messages: [payload] },
  }
})

const choppedSizes = [0, 1, 125, 126, 300]
const chopped = [1, 2, 3, 4, 5, 6, 7].flatMap((cut) =>
  choppedSizes.flatMap((size) => [sent(asciiOf(size), cut), sent(bytesOf(size), cut)]),
)
const coarse = [
  [65_535, 64],
  [65_536, 64],
  [65_536, 7],
  [65_536, 997],
  [65_536, 65_535],
  [200_000, 16_384],
] as const

function sent(payload: Payload, cut: number): Omit<Case, 'id'> {
  const isText = typeof payload === 'string'
  return {
    title: `${isText ? 'text' : 'binary'} of ${payload.length} bytes in segments of ${cut} is the same message`,
    section: '6455 §5.4',
    write: [isText ? text(payload) : binary(payload)],
    cut,
    expect: { messages: [payload] },
  }
}

/** Each place inside the longest headers. */
const splitHeaders = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((at) => splitAt(126, at)),
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((at) => splitAt(65_536, at)),
]

function splitAt(size: number, at: number): Omit<Case, 'id'> {
  const payload = bytesOf(size)
  return {
    title: `a frame of ${size} bytes may come in two segments, the first of ${at} bytes`,
    section: '6455 §5.2',
    write: [binary(payload)],
    cut: [at],
    expect: { messages: [payload] },
  }
}

const many = [2, 10, 100, 1_000].flatMap((count) => {
  const payloads = Array.from({ length: count }, (_, index) => `message ${index}`)
  return (['together', 'steps', 11] as const).map((cut) => ({
    title: `${count} messages come back in order, ${cut === 'together' ? 'sent in one segment' : cut === 'steps' ? 'sent one by one' : `sent in segments of ${cut}`}`,
    section: '6455 §5.4',
    write: payloads.map((payload) => text(payload)),
    cut,
    expect: { messages: payloads },
  }))
})

const tails = [1, 2, 3, 5, 6, 7, 8].map((at) => ({
  title: `a segment may hold one frame and the first ${at} bytes of the next`,
  section: '6455 §5.2',
  write: [text('first'), binary(bytesOf(126))],
  // The first frame takes 11 bytes from a client and 7 from a server: either way the cut is in the second.
  cut: [11 + at],
  expect: { messages: ['first', bytesOf(126)] },
}))

const mixed: Omit<Case, 'id'>[] = [
  {
    title: 'text, ping and binary in one segment are all answered',
    section: '6455 §5.4',
    write: [text('one'), ping('two'), binary(hex('03'))],
    expect: { messages: ['one', hex('03')], pongs: ['two'] },
  },
  {
    title: 'text and binary messages keep their kind and order',
    section: '6455 §5.6',
    write: [text('a'), binary(hex('61')), text('a'), binary(hex('61'))],
    expect: { messages: ['a', hex('61'), 'a', hex('61')] },
  },
  {
    title: 'binary that is no UTF-8 is nobody else’s business',
    section: '6455 §5.6',
    write: [binary(hex('ff fe c0 80 ed a0 80'))],
    expect: { messages: [hex('ff fe c0 80 ed a0 80')] },
  },
  {
    title: 'empty messages are messages',
    section: '6455 §5.6',
    write: [text(), binary(), text(), binary()],
    expect: { messages: ['', new Uint8Array(0), '', new Uint8Array(0)] },
  },
]

const longForms = [
  [16, [0, 1, 124, 125]],
  [64, [0, 1, 125, 126, 127, 65_534, 65_535]],
] as const
const notMinimal = longForms.flatMap(([lengthForm, lengths]) =>
  lengths.flatMap((size) =>
    [text(asciiOf(size), { lengthForm }), binary(bytesOf(size), { lengthForm })].map((frame) => ({
      title: `a length of ${size} in the ${lengthForm}-bit form is refused (${frame.frame === 1 ? 'text' : 'binary'})`,
      section: '6455 §5.2',
      write: [frame],
      expect: { close: [1002] },
    })),
  ),
)

export const framing: readonly Case[] = [
  ...group('1.1', wholeText),
  ...group('1.2', wholeBinary),
  ...group('1.3', chopped),
  ...group(
    '1.4',
    coarse.flatMap(([size, cut]) => [sent(asciiOf(size), cut), sent(bytesOf(size), cut)]),
  ),
  ...group('1.5', splitHeaders),
  ...group('1.6', many),
  ...group('1.7', tails),
  ...group('1.8', mixed),
  ...group('1.9', notMinimal),
]
