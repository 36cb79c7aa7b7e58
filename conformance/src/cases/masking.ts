import type { Case, FrameStep } from './case.ts'
import { group } from './case.ts'
import { binary, bytesOf, close, hex, more, ping, pong, text, unfinished } from './steps.ts'

const maskedWrongly = { maskedWrongly: true } as const
const frames: readonly (readonly [what: string, frame: FrameStep])[] = [
  ['text', text('hello', maskedWrongly)],
  ['empty text', text('', maskedWrongly)],
  ['binary', binary(bytesOf(200), maskedWrongly)],
  ['empty binary', binary('', maskedWrongly)],
  ['a ping', ping('p', maskedWrongly)],
  ['an empty ping', ping('', maskedWrongly)],
  ['a pong', pong('p', maskedWrongly)],
  ['a close', close(1000, '', maskedWrongly)],
  ['an empty close', close(undefined, '', maskedWrongly)],
  ['the first fragment of a message', text('a', { ...maskedWrongly, ...unfinished })],
]

const refused = (['server', 'client'] as const).flatMap((role) => {
  const how = role === 'server' ? 'unmasked by a client' : 'masked by a server'
  const base = { section: '6455 §5.1', role, expect: { close: [1002] } } as const
  return [
    ...frames.map(
      ([what, frame]): Omit<Case, 'id'> => ({ ...base, title: `${what} ${how} is refused`, write: [frame] }),
    ),
    {
      ...base,
      title: `a frame ${how} is refused after a good message, which is echoed`,
      write: [text('good'), { await: 1 }, text('bad', maskedWrongly)],
      expect: { messages: ['good'], close: [1002] },
    },
    {
      ...base,
      title: `a continuation ${how} is refused`,
      write: [text('a', unfinished), more('b', maskedWrongly)],
    },
    {
      ...base,
      title: `a ping ${how} inside a fragmented message is refused`,
      write: [text('a', unfinished), ping('b', maskedWrongly)],
    },
    {
      ...base,
      title: `a frame ${how} is refused before its payload comes`,
      write: [text('', { ...maskedWrongly, announced: 100 })],
    },
    {
      ...base,
      title: `text ${how} is refused when its bytes come one by one`,
      write: [text('bad', maskedWrongly)],
      cut: 1,
    },
  ] as Omit<Case, 'id'>[]
})

const keys = ['00 00 00 00', 'ff ff ff ff', '00 00 00 01', '80 00 00 00', '01 02 03 04', 'de ad be ef']
const unmasked = keys.flatMap((key) =>
  [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 126, 1_025].map(
    (size): Omit<Case, 'id'> => ({
      title: `${size} bytes under the key ${key} are unmasked`,
      section: '6455 §5.3',
      role: 'server',
      write: [binary(bytesOf(size), { key: hex(key) })],
      expect: { messages: [bytesOf(size)] },
    }),
  ),
)

const phases = [1, 2, 3, 5, 7].map(
  (cut): Omit<Case, 'id'> => ({
    title: `the key goes on where it was between segments of ${cut}`,
    section: '6455 §5.3',
    role: 'server',
    write: [binary(bytesOf(1_000), { key: hex('01 23 45 67') }), text('and text', { key: hex('89 ab cd ef') })],
    cut,
    expect: { messages: [bytesOf(1_000), 'and text'] },
  }),
)

const eachFrame: Omit<Case, 'id'>[] = [
  {
    title: 'each fragment has a key of its own',
    section: '6455 §5.3',
    role: 'server',
    write: [
      binary(bytesOf(10), { key: hex('01 02 03 04'), fin: false }),
      more(bytesOf(11), { key: hex('f0 e0 d0 c0'), fin: false }),
      more(bytesOf(12), { key: hex('00 00 00 00') }),
    ],
    expect: { messages: [Buffer.concat([bytesOf(10), bytesOf(11), bytesOf(12)])] },
  },
  {
    title: 'pings and pongs are unmasked like the rest',
    section: '6455 §5.3',
    role: 'server',
    write: [ping('under a key', { key: hex('11 22 33 44') })],
    cut: 3,
    expect: { pongs: ['under a key'] },
  },
  {
    title: 'a client’s frames have keys that differ',
    section: '6455 §5.3',
    role: 'client',
    write: Array.from({ length: 20 }, (_, index) => text(`${index}`)),
    expect: { messages: Array.from({ length: 20 }, (_, index) => `${index}`) },
  },
]

export const masking: readonly Case[] = [
  ...group('9.1', refused),
  ...group('9.2', unmasked),
  ...group('9.3', phases),
  ...group('9.4', eachFrame),
]
