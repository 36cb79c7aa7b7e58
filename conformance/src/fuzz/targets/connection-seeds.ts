// Streams to begin with: each rule of RFC 6455 kept once, and most broken once.
import { deflateRawSync } from 'node:zlib'
import type { Manner } from '../input/frame-mutations.ts'
import { frame, type LooseFrame, writeFrames } from '../input/frames.ts'
import { buildInput, type Plan } from '../input/script.ts'

export function connectionSeeds({ masked, deflate }: Manner): Uint8Array[] {
  const key = masked ? Uint8Array.of(0x37, 0xfa, 0x21, 0x3d) : undefined
  const one = (opcode: number, payload: Uint8Array | string = '', flags = 0x80): LooseFrame =>
    frame(opcode, payload, key, flags)
  const stream = (frames: readonly LooseFrame[], plan?: Plan): Uint8Array => buildInput(writeFrames(frames), plan)
  const announcing = (announced: bigint, form: 2 | 8): LooseFrame => ({ ...one(2), announced, form })
  const close = (code: number, reason = ''): LooseFrame =>
    one(8, Buffer.concat([Buffer.of(code >> 8, code & 255), Buffer.from(reason)]))
  const wide = { limits: 3 } as const
  const seeds = [
    stream([one(1, 'hello'), one(2, Uint8Array.of(0, 255, 128)), one(9, 'ping'), one(10, 'pong'), close(1000, 'bye')]),
    stream([one(1, 'a'), one(8), one(1, 'after the end')], {
      moves: [
        [3, 'take'],
        [4, 'echo'],
        [2, 'text', 1],
      ],
    }),
    stream([one(1, 'fé', 0), one(9, 'between'), one(0, '한', 0), one(0, '', 0), one(0, '😀')], { pieces: 1 }),
    stream([one(2, '', 0), one(0, '', 0), one(0, '', 0), one(0, '', 0), one(0)]),
    stream([one(1, Buffer.from('f09f', 'hex'), 0), one(0, Buffer.from('9880', 'hex'))], { pieces: 2 }),
    stream([one(1, Buffer.from('eda080', 'hex'))]),
    stream([one(1, Buffer.from('61e2', 'hex'), 0), one(0, Buffer.from('28a1', 'hex'))]),
    stream([one(9), one(9), one(9), one(9)]),
    stream([one(9), one(9), one(9), one(9)], {
      moves: [
        [8, 'take'],
        [8, 'take'],
      ],
    }),
    stream([one(2, new Uint8Array(300))]),
    stream([one(2, new Uint8Array(301))]),
    stream([one(2, new Uint8Array(200), 0), one(0, new Uint8Array(101))]),
    stream([one(2, new Uint8Array(41))], { limits: 1 }),
    stream([one(2, new Uint8Array(65_536)), one(1, 'x'.repeat(65_535))], {
      ...wide,
      pieces: 5,
      moves: [[255, 'echo']],
    }),
    stream([one(1, 'é'.repeat(33_000))], wide),
    stream([announcing(1n << 63n, 8)]),
    stream([announcing(5n, 2)]),
    stream([announcing(300n, 8)]),
    stream([one(3)]),
    stream([one(1, 'x', 0xa0)]),
    stream([one(0, 'x')]),
    stream([one(1, 'x', 0), one(1, 'y')]),
    stream([one(9, '', 0)]),
    stream([one(9, new Uint8Array(126))]),
    stream([frame(1, 'x', masked ? undefined : new Uint8Array(4))]),
    stream([close(1005)]),
    stream([one(8, 'x')]),
    stream([one(8, Buffer.from('03e8ff', 'hex'))]),
    stream([close(3000), one(9)], {
      moves: [
        [0, 'close', 2],
        [255, 'take'],
      ],
    }),
    stream([one(1, 'on'), one(9, 'p'), one(1, 'off')], {
      ...wide,
      moves: [
        [0, 'text', 3],
        [0, 'binary', 5],
        [4, 'ping', 1],
        [8, 'pong', 2],
        [8, 'echo'],
        [0, 'close', 3],
        [9, 'text', 1],
      ],
    }),
    stream([]),
  ]
  return deflate ? [...seeds, ...compressedSeeds()] : seeds

  function compressedSeeds(): Uint8Array[] {
    const packed = (payload: string | Uint8Array, level = 9): Buffer =>
      deflateRawSync(payload, { level, finishFlush: 2 }).subarray(0, -4)
    const text = packed('hello hello hello hello')
    // Longer than any window, and hard to compress, so that what refers to it must find it unchanged.
    const long = Uint8Array.from({ length: 40_000 }, (_, at) => (at * at) >> 7)
    const like = deflateRawSync(long.subarray(39_000), { finishFlush: 2, dictionary: long.subarray(-32_768) }).subarray(
      0,
      -4,
    )
    const kept = { limits: 3, compression: 3 } as const
    return [
      stream([one(1, text, 0xc0), one(2, packed(new Uint8Array(250)), 0xc0), one(1, 'plain')], {
        moves: [[40, 'echo']],
      }),
      stream([one(1, text.subarray(0, 3), 0x40), one(9), one(0, text.subarray(3))], { pieces: 1 }),
      stream([one(1, text.subarray(0, 3), 0x40), one(0, text.subarray(3), 0xc0)]),
      stream([one(2, packed(new Uint8Array(301)), 0xc0)]),
      stream([one(2, packed(new Uint8Array(60_000)), 0xc0)]),
      stream([one(2, packed(new Uint8Array(60_000)), 0xc0)], wide),
      stream([one(1, packed('stored', 0), 0xc0)]),
      stream([one(1, deflateRawSync('ended for good'), 0xc0)]),
      stream([one(1, Buffer.concat([packed('two '), Buffer.of(0, 0, 255, 255), packed('blocks')]), 0xc0)]),
      stream([one(1, Buffer.of(0), 0xc0), one(1, '', 0xc0)]),
      stream([one(1, Buffer.of(0xff, 0xff, 0xff), 0xc0)]),
      stream([one(1, packed(Buffer.from('eda080', 'hex')), 0xc0)]),
      stream([one(9, '', 0xc0)]),
      stream([one(2, packed(long), 0xc0), one(2, like, 0xc0)], {
        ...kept,
        moves: [
          [255, 'echo'],
          [255, 'echo'],
        ],
      }),
      stream([one(1, packed('twice '.repeat(20)), 0xc0), one(1, 'plain'), one(1, packed('twice '), 0xc0)], {
        ...kept,
        moves: [[255, 'echo']],
      }),
      stream([one(9)], {
        ...kept,
        moves: [
          [0, 'binary', 5],
          [0, 'binary', 30],
          [0, 'prepared', 30],
          [0, 'binary', 31],
          [0, 'binary', 30],
          [0, 'text', 6],
        ],
      }),
      stream([one(9)], {
        limits: 3,
        compression: 1,
        moves: [
          [0, 'binary', 30],
          [0, 'prepared', 3],
          [0, 'binary', 30],
          [0, 'prepared', 21],
          [0, 'text', 6],
        ],
      }),
      stream([one(9)], {
        limits: 3,
        compression: 2,
        moves: [
          [0, 'prepared', 30],
          [0, 'prepared', 21],
          [0, 'prepared', 6],
        ],
      }),
      stream(
        Array.from({ length: 17 }, () =>
          one(1, Buffer.concat(Array.from({ length: 9 }, () => deflateRawSync('x'))), 0xc0),
        ),
        wide,
      ),
      stream([one(1, Buffer.concat(Array.from({ length: 17 }, () => deflateRawSync('x'))), 0xc0)], wide),
    ]
  }
}
