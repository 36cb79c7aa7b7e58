import type { Case } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, hex, ping, pong, text, unfinished } from './steps.ts'

const sizes = [0, 1, 2, 63, 124, 125]

const answered = [
  ...sizes.map((size) => ({
    title: `a ping of ${size} bytes is answered by a pong with the same bytes`,
    section: '6455 §5.5.2',
    write: [ping(bytesOf(size))],
    expect: { pongs: [bytesOf(size)] },
  })),
  {
    title: 'a ping may carry bytes that are no UTF-8',
    section: '6455 §5.5.2',
    write: [ping(hex('00 ff fe fd fc fb 00 ff c0'))],
    expect: { pongs: [hex('00 ff fe fd fc fb 00 ff c0')] },
  },
  ...[2, 10, 50].map((count) => ({
    title: `${count} pings one after another are each answered, in order`,
    section: '6455 §5.5.3',
    write: Array.from({ length: count }, (_, index) => ping(`ping ${index}`)),
    cut: 'steps' as const,
    expect: { pongs: Array.from({ length: count }, (_, index) => `ping ${index}`) },
  })),
  ...[2, 10, 50].map((count) => ({
    title: `${count} pings in one segment are each answered, in order`,
    section: '6455 §5.5.3',
    write: Array.from({ length: count }, (_, index) => ping(`ping ${index}`)),
    expect: { pongs: Array.from({ length: count }, (_, index) => `ping ${index}`) },
  })),
]

const chopped = [1, 2, 3, 4, 5, 6, 7].map((cut) => ({
  title: `pings in segments of ${cut} are answered`,
  section: '6455 §5.5.2',
  write: [ping(''), ping(bytesOf(125)), ping('x')],
  cut,
  expect: { pongs: ['', bytesOf(125), 'x'] },
}))

const broken = [
  ...[126, 127, 200, 65_536].flatMap((size) => [
    {
      title: `a ping of ${size} bytes is refused`,
      section: '6455 §5.5',
      write: [ping(bytesOf(size))],
      expect: { close: [1002] },
    },
    {
      title: `a ping that announces ${size} bytes is refused before they come`,
      section: '6455 §5.5',
      write: [ping('', { announced: size })],
      expect: { close: [1002] },
    },
  ]),
  ...[0, 1, 125].map((size) => ({
    title: `a ping of ${size} bytes without FIN is refused`,
    section: '6455 §5.5',
    write: [ping(bytesOf(size), unfinished)],
    expect: { close: [1002] },
  })),
  {
    title: 'a ping with its length in the 16-bit form is refused',
    section: '6455 §5.5',
    write: [ping('abc', { lengthForm: 16 })],
    expect: { close: [1002] },
  },
  {
    title: 'a ping with its length in the 64-bit form is refused',
    section: '6455 §5.5',
    write: [ping('abc', { lengthForm: 64 })],
    expect: { close: [1002] },
  },
]

const pongs: Omit<Case, 'id'>[] = [
  ...sizes.map((size) => ({
    title: `a pong of ${size} bytes that nobody asked for is ignored`,
    section: '6455 §5.5.3',
    write: [pong(bytesOf(size)), text('still here')],
    expect: { messages: ['still here'] },
  })),
  {
    title: 'a hundred pongs that nobody asked for are ignored',
    section: '6455 §5.5.3',
    write: [...Array.from({ length: 100 }, () => pong('nobody asked')), text('still here')],
    expect: { messages: ['still here'] },
  },
  {
    title: 'a pong and a ping at once: the ping is answered',
    section: '6455 §5.5.3',
    write: [pong('unasked'), ping('asked')],
    expect: { pongs: ['asked'] },
  },
  ...[126, 200, 65_536].map((size) => ({
    title: `a pong of ${size} bytes is refused`,
    section: '6455 §5.5',
    write: [pong(bytesOf(size))],
    expect: { close: [1002] },
  })),
  {
    title: 'a pong without FIN is refused',
    section: '6455 §5.5',
    write: [pong('part', unfinished)],
    expect: { close: [1002] },
  },
]

const between: Omit<Case, 'id'>[] = [
  {
    title: 'a ping before a message is answered, and so is the message',
    section: '6455 §5.5.2',
    write: [ping('p'), text('m')],
    expect: { pongs: ['p'], messages: ['m'] },
  },
  {
    title: 'a ping is answered while a large frame is still to come in full',
    section: '6455 §5.5.2',
    write: [binary(bytesOf(1_000), unfinished), ping('p'), { await: 1 }, { frame: 0, payload: bytesOf(1_000) }],
    expect: { pongs: ['p'], messages: [Buffer.concat([bytesOf(1_000), bytesOf(1_000)])] },
  },
  {
    title: 'pings between messages do not change the messages',
    section: '6455 §5.5.2',
    write: Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? ping(`p${index}`) : text(asciiOf(index)))),
    cut: 13,
    expect: {
      pongs: Array.from({ length: 10 }, (_, index) => `p${index * 3}`),
      messages: Array.from({ length: 30 }, (_, index) => asciiOf(index)).filter((_, index) => index % 3 !== 0),
    },
  },
]

export const pings: readonly Case[] = [
  ...group('2.1', answered),
  ...group('2.2', chopped),
  ...group('2.3', broken),
  ...group('2.4', pongs),
  ...group('2.5', between),
]
