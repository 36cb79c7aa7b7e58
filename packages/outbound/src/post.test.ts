import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { post, resultOf, resultOfFault } from './post.ts'

const never = new AbortController().signal

/** Somebody on loopback; `count` says how often he was asked. */
async function answering(answer: (response: http.ServerResponse) => void) {
  const asked = { count: 0 }
  const server = http.createServer((_request, response) => {
    asked.count++
    answer(response.on('error', () => {}))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { asked, port, [Symbol.asyncDispose]: close }
}

it.each(['127.0.0.1', 'localhost', '[::1]', '10.0.0.1', 'printer.local'])('nothing is posted to %s', async (host) => {
  await using somebody = await answering((response) => response.end())
  const url = new URL(`http://${host}:${somebody.port}/`)
  const fault = await post({ url, headers: {}, body: '', signal: never, allowPrivate: false }).catch((error) => error)
  expect(resultOfFault(fault)).toMatchObject({ status: 'failed', reason: 'private-address' })
  expect(somebody.asked.count).toBe(0)
})

it('a redirect is not followed', async () => {
  await using somebody = await answering((response) => response.writeHead(307, { location: '/other' }).end())
  const url = new URL(`http://127.0.0.1:${somebody.port}/`)
  const answer = await post({ url, headers: {}, body: 'x', signal: never, allowPrivate: true })
  expect(resultOf(answer, 0)).toMatchObject({ status: 'failed', reason: 'HTTP 307' })
  expect(somebody.asked.count).toBe(1)
})

it('of an answer that never ends the beginning is read', async () => {
  await using somebody = await answering((response) => {
    response.writeHead(500)
    const more = () => {
      while (!response.destroyed && response.write('x'.repeat(1_000)));
    }
    response.on('drain', more)
    more()
  })
  const url = new URL(`http://127.0.0.1:${somebody.port}/`)
  const { status, text } = await post({ url, headers: {}, body: '', signal: never, allowPrivate: true })
  expect([status, text.length]).toEqual([500, 2_048])
})
