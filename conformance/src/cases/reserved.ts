import { opcodes } from '../wire/index.ts'
import type { Case, FrameStep } from './case.ts'
import { group } from './case.ts'
import { more, ping, text, unfinished } from './steps.ts'

const rsvs = [1, 2, 3, 4, 5, 6, 7]
const kinds = Object.entries(opcodes).filter(([name]) => name !== 'continuation')
const bitsOf = (rsv: number) =>
  [4, 2, 1].flatMap((bit, index) => ((rsv & bit) === 0 ? [] : [`RSV${index + 1}`])).join('+')

const onEach = rsvs.flatMap((rsv) => [
  ...kinds.map(([name, opcode]) => refused(`${bitsOf(rsv)} on a ${name} frame is refused`, [plain(opcode, { rsv })])),
  refused(`${bitsOf(rsv)} on a continuation is refused`, [text('a', unfinished), more('b', { rsv })]),
])

const afterGood = rsvs.map((rsv) => ({
  ...refused(`${bitsOf(rsv)} is refused also after a good message, which is echoed`, [
    text('good'),
    { await: 1 },
    text('bad', { rsv }),
  ]),
  expect: { messages: ['good'], close: [1002] },
}))

const sameSegment = rsvs.map((rsv) => ({
  ...refused(`a good message in the same segment before ${bitsOf(rsv)} is echoed`, [
    text('good'),
    text('bad', { rsv }),
  ]),
  expect: { messages: ['good'], close: [1002] },
}))

const firstByte = rsvs.map((rsv) =>
  refused(`${bitsOf(rsv)} is refused before the payload comes`, [text('', { rsv, announced: 100 })]),
)

const chopped = rsvs.map((rsv) => ({
  ...refused(`${bitsOf(rsv)} is refused when bytes come one by one, after the ping before it`, [
    ping('alive'),
    text('bad', { rsv }),
  ]),
  cut: 1,
  expect: { pongs: ['alive'], close: [1002] },
}))

export const reservedBits: readonly Case[] = [
  ...group('3.1', onEach),
  ...group('3.2', afterGood),
  ...group('3.3', sameSegment),
  ...group('3.4', firstByte),
  ...group('3.5', chopped),
]

const reserved = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]

const opcodeCases = reserved.flatMap((opcode) => [
  refused(`opcode ${opcode} is refused, empty`, [plain(opcode, {})]),
  refused(`opcode ${opcode} is refused, with a payload`, [{ frame: opcode, payload: 'what is this' }]),
  refused(`opcode ${opcode} is refused without FIN`, [plain(opcode, unfinished)]),
  refused(`opcode ${opcode} is refused before the payload comes`, [plain(opcode, { announced: 100 })]),
  {
    ...refused(`opcode ${opcode} is refused after a good message, which is echoed`, [
      text('good'),
      { await: 1 },
      plain(opcode, {}),
    ]),
    expect: { messages: ['good'], close: [1002] },
  },
  {
    ...refused(`a good message in the same segment before opcode ${opcode} is echoed`, [
      text('good'),
      plain(opcode, {}),
    ]),
    expect: { messages: ['good'], close: [1002] },
  },
  refused(`opcode ${opcode} is refused inside a fragmented message`, [text('part', unfinished), plain(opcode, {})]),
])

export const opcodeArea: readonly Case[] = group('4.1', opcodeCases)

function plain(opcode: number, shape: Partial<FrameStep>): FrameStep {
  return { frame: opcode, payload: opcode === opcodes.close ? Uint8Array.of(0x03, 0xe8) : '', ...shape }
}

function refused(title: string, write: Case['write']): Omit<Case, 'id'> {
  return { title, section: '6455 §5.2', write, expect: { close: [1002] } }
}
