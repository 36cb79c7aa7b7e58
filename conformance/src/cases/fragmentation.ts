import { opcodes } from '../wire/index.ts'
import type { Case } from './case.ts'
import { group } from './case.ts'
import { asciiOf, binary, bytesOf, close, fragmented, more, ping, pong, text, unfinished } from './steps.ts'

const cuts = ['together', 'steps', 1, 3] as const
const how = (cut: (typeof cuts)[number]) =>
  cut === 'together' ? 'in one segment' : cut === 'steps' ? 'a frame at a time' : `in segments of ${cut}`

const counts = [2, 3, 10, 100, 1_000].flatMap((count) =>
  cuts
    .filter((cut) => count <= 10 || typeof cut !== 'number')
    .flatMap((cut) => [
      whole(
        `text in ${count} fragments, ${how(cut)}`,
        fragmented(opcodes.text, asciiOf(1_234), count),
        asciiOf(1_234),
        cut,
      ),
      whole(
        `binary in ${count} fragments, ${how(cut)}`,
        fragmented(opcodes.binary, bytesOf(1_234), count),
        bytesOf(1_234),
        cut,
      ),
    ]),
)

function whole(what: string, write: Case['write'], payload: string | Uint8Array, cut: Case['cut'] = 'together') {
  return { title: `${what}, is one message`, section: '6455 §5.4', write, cut, expect: { messages: [payload] } }
}

const empties = [
  whole('an empty first fragment', [text('', unfinished), more('abc')], 'abc'),
  whole('an empty last fragment', [text('abc', unfinished), more('')], 'abc'),
  whole('an empty fragment between', [text('ab', unfinished), more('', unfinished), more('c')], 'abc'),
  whole('a message of two empty fragments', [text('', unfinished), more('')], ''),
  whole(
    'a message of three empty fragments',
    [binary('', unfinished), more('', unfinished), more('')],
    new Uint8Array(0),
  ),
  whole(
    'a message of 100 empty fragments and a byte',
    [text('', unfinished), ...Array.from({ length: 100 }, () => more('', unfinished)), more('x')],
    'x',
  ),
  whole(
    'fragments of very different sizes',
    [
      binary(bytesOf(1), unfinished),
      more(bytesOf(65_536), unfinished),
      more(bytesOf(126), unfinished),
      more(bytesOf(0), unfinished),
      more(bytesOf(200)),
    ],
    Buffer.concat([bytesOf(1), bytesOf(65_536), bytesOf(126), bytesOf(200)]),
  ),
]

const controls = (['together', 'steps', 1, 2, 5] as const).flatMap((cut): Omit<Case, 'id'>[] => [
  {
    title: `a ping between two fragments is answered and the message stays whole (cut: ${cut})`,
    section: '6455 §5.4',
    write: [text('one ', unfinished), ping('now'), more('two')],
    cut,
    expect: { messages: ['one two'], pongs: ['now'] },
  },
  {
    title: `a pong between two fragments is ignored and the message stays whole (cut: ${cut})`,
    section: '6455 §5.4',
    write: [text('one ', unfinished), pong('now'), more('two')],
    cut,
    expect: { messages: ['one two'] },
  },
  {
    title: `pings before, between and after the fragments are all answered (cut: ${cut})`,
    section: '6455 §5.4',
    write: [
      ping('1'),
      text('a', unfinished),
      ping('2'),
      ping('3'),
      more('b', unfinished),
      ping('4'),
      more('c'),
      ping('5'),
    ],
    cut,
    expect: { messages: ['abc'], pongs: ['1', '2', '3', '4', '5'] },
  },
])

const order: Omit<Case, 'id'>[] = [
  {
    title: 'a ping between fragments is answered before the message is finished',
    section: '6455 §5.4',
    write: [text('one ', unfinished), ping('now'), { await: 1 }, more('two')],
    expect: { messages: ['one two'], pongs: ['now'] },
  },
  {
    title: 'ten pings between ten fragments are each answered at once',
    section: '6455 §5.4',
    write: Array.from({ length: 10 }, (_, index) => [
      { ...(index === 0 ? text('x', unfinished) : more('x', { fin: index === 9 })) },
      ...(index === 9 ? [] : [ping(`${index}`), { await: index + 1 }]),
    ]).flat(),
    expect: { messages: ['xxxxxxxxxx'], pongs: ['0', '1', '2', '3', '4', '5', '6', '7', '8'] },
  },
  {
    title: 'a close between fragments ends the connection; the part of a message is no message',
    section: '6455 §5.4',
    write: [text('part', unfinished), close(1000)],
    expect: { close: [1000] },
  },
  {
    title: 'fragmented messages follow each other',
    section: '6455 §5.4',
    write: [
      ...fragmented(opcodes.text, 'first message', 3),
      ...fragmented(opcodes.binary, bytesOf(50), 4),
      text('third'),
      ...fragmented(opcodes.text, 'fourth', 2),
    ],
    expect: { messages: ['first message', bytesOf(50), 'third', 'fourth'] },
  },
]

const broken = [
  ['a last continuation with nothing to continue', [more('x')]],
  ['an empty last continuation with nothing to continue', [more('')]],
  ['a continuation with nothing to continue', [more('x', unfinished)]],
  ['an empty continuation with nothing to continue', [more('', unfinished)]],
  ['a continuation with nothing to continue, announced', [more('', { announced: 100 })]],
  ['text inside text', [text('a', unfinished), text('b')]],
  ['text inside binary', [binary('a', unfinished), text('b')]],
  ['binary inside text', [text('a', unfinished), binary('b')]],
  ['binary inside binary', [binary('a', unfinished), binary('b')]],
  ['the start of another message inside one', [text('a', unfinished), text('b', unfinished)]],
  ['empty text inside text', [text('', unfinished), text('')]],
  ['a new message after two fragments', [text('a', unfinished), more('b', unfinished), text('c')]],
  ['a ping without FIN inside a message', [text('a', unfinished), ping('b', unfinished)]],
  ['a close without FIN inside a message', [text('a', unfinished), close(1000, '', unfinished)]],
  ['a continuation after a message that a ping was inside of', [text('a', unfinished), ping(''), more('b'), more('c')]],
] as const

const refused = broken.flatMap(([what, write], index) =>
  (['together', 'steps', 1] as const).map(
    (cut): Omit<Case, 'id'> => ({
      title: `${what} is refused (cut: ${cut})`,
      section: '6455 §5.4',
      write,
      cut,
      // The last one has a whole message and a ping before the fault.
      expect: index === broken.length - 1 ? { messages: ['ab'], pongs: [''], close: [1002] } : { close: [1002] },
    }),
  ),
)

const afterWhole: Omit<Case, 'id'>[] = [true, false].map((fin) => ({
  title: `a continuation ${fin ? 'with' : 'without'} FIN after a whole message is refused; the message was echoed`,
  section: '6455 §5.4',
  write: [...fragmented(opcodes.text, 'whole', 2), { await: 1 }, more('more', { fin })],
  expect: { messages: ['whole'], close: [1002] },
}))

export const fragmentation: readonly Case[] = [
  ...group('5.1', counts),
  ...group('5.2', empties),
  ...group('5.3', controls),
  ...group('5.4', order),
  ...group('5.5', refused),
  ...group('5.6', afterWhole),
]
