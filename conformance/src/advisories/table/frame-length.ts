import { deepEqual, equal } from 'node:assert/strict'
import { frame, opcodes } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { againstClient, againstServer, endsByFault, isClosedWith, open } from '../stage.ts'

export const frameLength: readonly Advisory[] = [
  {
    id: 'CVE-2020-13935',
    product: 'Tomcat',
    class: 'frame length',
    cause: 'a 64-bit length with its top bit set made an endless loop',
    fact: 'lengths of 2^63 and more are closed with 1009 from the header alone',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const announced of [1n << 63n, (1n << 64n) - 1n, (1n << 63n) + 5n]) {
          using peer = await open(port)
          peer.send(opcodes.binary, '', { announced })
          await isClosedWith(peer, 1009)
        }
      }),
  },
  {
    id: 'CVE-2020-27813',
    product: 'gorilla/websocket',
    class: 'frame length',
    cause: 'adding lengths overflowed, and the limit was passed',
    fact: 'lengths that overflow when they are added up are closed with 1009',
    replay: () =>
      againstServer(async ({ port, messages }) => {
        for (const announced of [(1n << 63n) - 1n, (1n << 64n) - 10n, (1n << 53n) + 1n, 1n << 32n]) {
          using peer = await open(port)
          peer.send(opcodes.binary, Buffer.alloc(100), { fin: false })
          peer.send(opcodes.continuation, '', { announced })
          await isClosedWith(peer, 1009)
        }
        equal(messages.length, 0)
      }),
  },
  {
    id: 'CVE-2026-1528',
    product: 'undici',
    class: 'frame length',
    cause: 'a 64-bit length from the server overflowed and threw',
    fact: 'a server’s lengths beyond all limits close our client with 1009',
    async replay() {
      for (const announced of [1n << 63n, (1n << 64n) - 1n, 1n << 53n, 1n << 32n]) {
        await againstClient(async ({ peer, closes }) => {
          peer.send(opcodes.binary, '', { announced })
          await isClosedWith(peer, 1009)
          await endsByFault(closes, 'message/too-large')
        })
      }
    },
  },
  {
    id: 'CVE-2026-54466',
    product: 'websocket-driver (Node)',
    class: 'frame length',
    cause: 'lengths in a longer form than needed shifted what was read after them',
    fact: 'a length that is not in its shortest form is closed with 1002, in any segmentation, and no message comes of it',
    replay: () =>
      againstServer(async ({ port, messages }) => {
        const inner = frame(opcodes.text, 'smuggled')
        for (const [size, lengthForm] of [
          [0, 16],
          [1, 16],
          [125, 16],
          [125, 64],
          [126, 64],
          [65_535, 64],
        ] as const) {
          const bytes = Buffer.concat([frame(opcodes.binary, Buffer.alloc(size, inner), { lengthForm }), inner])
          for (const pieceBytes of [bytes.length, 1]) {
            using peer = await open(port)
            const pieces = Math.min(20, Math.ceil(bytes.length / pieceBytes))
            await peer.writePieces(
              Array.from({ length: pieces }, (_, at) => bytes.subarray(at * pieceBytes, (at + 1) * pieceBytes)),
            )
            await isClosedWith(peer, 1002)
          }
        }
        deepEqual(messages, [])
      }),
  },
  {
    id: 'CVE-2026-54463',
    product: 'websocket-driver (Ruby)',
    class: 'frame length',
    cause: 'the length of an old draft’s frame, seven bits for each byte, could grow without end',
    fact: 'frames of the old draft are closed with 1002 at their first byte',
    replay: () =>
      againstServer(async ({ port }) => {
        for (const start of [0x80, 0xff, 0x00]) {
          using peer = await open(port)
          peer.write(Buffer.concat([Buffer.from([start]), Buffer.alloc(2_000, 0xff)]))
          await isClosedWith(peer, 1002)
        }
      }),
  },
]
