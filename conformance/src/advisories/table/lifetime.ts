import { equal, ok } from 'node:assert/strict'
import { frame, opcodes, RawConnection, upgradeRequest } from '../../wire/index.ts'
import type { Advisory } from '../advisory.ts'
import { collectGarbage } from '../garbage.ts'
import { againstServer, endsByFault, open, path, until } from '../stage.ts'

export const lifetime: readonly Advisory[] = [
  {
    id: 'CVE-2024-23672',
    product: 'Tomcat',
    class: 'lifetime',
    cause: 'a close was never completed while the connection was suspended',
    fact: 'a peer that reads nothing and answers no close is gone after closeTimeoutMs, also while its handler still waits',
    replay: () =>
      againstServer(
        async ({ port, socketCount }) => {
          const peer = await open(port, { headers: { 'X-Attack': '1' } })
          peer.stall()
          peer.send(opcodes.text, 'held')
          await until(() => socketCount() === 0, 'the socket to be gone', 3_000)
          peer.cut()
        },
        {
          closeTimeoutMs: 200,
          // It never comes to listen; the close is its own.
          onSocket: (socket, request) => {
            if (request.headers['x-attack'] === undefined) socket.on('message', (data) => void socket.send(data))
            else {
              socket.close(4000, 'enough')
              return new Promise(() => {})
            }
          },
        },
      ),
  },
  {
    id: 'CVE-2026-79677',
    product: 'Tomcat',
    class: 'lifetime',
    cause: 'the time limit of a write was lost, and the write waited for ever',
    fact: 'a peer that takes nothing of what waits for it is cut after writeTimeoutMs',
    replay: () =>
      againstServer(
        async ({ port, closes, socketCount }) => {
          const peer = await open(port)
          peer.stall()
          const piece = frame(opcodes.binary, Buffer.alloc(1_000_000))
          for (let at = 0; at < 30 && !peer.socket.writableNeedDrain; at++)
            await peer.writePieces([piece]).catch(() => {})
          await until(() => socketCount() === 0, 'the socket to be gone', 6_000)
          await endsByFault(closes, 'socket/write-timeout')
          peer.cut()
        },
        { writeTimeoutMs: 500 },
      ),
  },
  {
    id: 'CVE-2021-42340',
    product: 'Tomcat',
    class: 'lifetime',
    cause: 'an object for each connection was kept after its end',
    fact: 'after 200 connections, gone in all sorts of ways, none of their sockets is held',
    replay: () =>
      againstServer(async ({ port, socketCount, sockets }) => {
        for (let round = 0; round < 200; round++) {
          const peer = await RawConnection.connect(port)
          peer.write(upgradeRequest(path))
          await peer.head()
          if (round % 4 === 0) peer.reset()
          else if (round % 4 === 1) peer.finish()
          else if (round % 4 === 2) peer.write(Buffer.concat([frame(opcodes.text, 'bye'), frame(opcodes.close, '')]))
          else peer.write(Buffer.from([0xff, 0xff]))
          if (round % 4 !== 0) peer.finish()
          await until(() => peer.ending !== undefined || peer.socket.destroyed, 'the end')
          peer.cut()
        }
        await until(() => socketCount() === 0, 'all sockets to be gone')
        equal(sockets.length, 200)
        await until(() => {
          collectGarbage()
          return sockets.filter((one) => one.deref() !== undefined).length <= 2
        }, 'their memory to be given back')
        ok(socketCount() === 0)
      }),
  },
]
