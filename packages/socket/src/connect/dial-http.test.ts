import type { Socket } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureOf } from '../../test/connect/failure.ts'
import { accepting, scripted } from '../../test/connect/peers.ts'
import { dial } from './dial.ts'
import type { DialOptions } from './options.ts'

/** How a connection fails with a server that answers with these bytes. */
async function answeredWith(answer: string | ((request: string) => string), options?: DialOptions, hangsUp = false) {
  const { port } = await scripted((request, stream) => {
    const bytes = typeof answer === 'string' ? answer : answer(request)
    if (!hangsUp) return bytes
    stream.end(bytes)
    return undefined
  })
  return failureOf(dial(`ws://127.0.0.1:${port}/chat?token=secret`, options), port)
}

describe('an answer other than 101', () => {
  it('is told with what stands in its page', async () => {
    const page =
      '<!DOCTYPE html><html><head><title>Error</title><style>b{}</style></head>\n<body><pre>Cannot GET /chat</pre></body></html>'
    const error = await answeredWith(
      `HTTP/1.1 404 Not Found\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ${page.length}\r\n\r\n${page}`,
    )
    expect(error).toMatchObject({
      code: 'connect/status',
      step: 'http',
      status: 404,
      body: page,
      sentence:
        'ws://127.0.0.1:PORT/chat answered 404 Not Found instead of opening a WebSocket: "Error Cannot GET /chat". Is there a WebSocket under this path?',
    })
    expect(error.headers).toContainEqual(['Content-Type', 'text/html; charset=utf-8'])
  })

  it('is told in the words of a server that explains itself', async () => {
    const refusal = {
      code: 'handshake/origin',
      message: 'This page may not connect',
      fix: 'attach(server, { origins: […] })',
    }
    const body = Buffer.from(`${JSON.stringify(refusal)}\n`)
    const error = await answeredWith(
      `HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    expect(error).toMatchObject({
      code: 'connect/status',
      status: 403,
      refusal,
      sentence:
        'ws://127.0.0.1:PORT/chat answered 403 Forbidden instead of opening a WebSocket: This page may not connect. attach(server, { origins: […] }).',
    })
  })

  it.each([
    [
      'HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n',
      'ws://127.0.0.1:PORT/chat answered 426 Upgrade Required instead of opening a WebSocket. Does something in between remove the Upgrade header?',
    ],
    [
      'HTTP/1.1 503\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nbusy',
      'ws://127.0.0.1:PORT/chat answered 503 instead of opening a WebSocket: "busy". It asks to try again after 7 s.',
    ],
    [
      'HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/login\r\nContent-Length: 0\r\n\r\n',
      'ws://127.0.0.1:PORT/chat answered 302 Found instead of opening a WebSocket. It points to https://elsewhere.example/login; redirects are not followed.',
    ],
    [
      'HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\nContent-Length: 71\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center> and more',
      '127.0.0.1:PORT speaks TLS on this port: use wss://127.0.0.1:PORT/chat.',
    ],
    [
      'HTTP/1.1 500 Oh\x1b[31m no\r\nContent-Type: text/plain\r\nContent-Length: 12\r\n\r\na\r\nb\x1b[0m\x00\x9bc\u2028',
      'ws://127.0.0.1:PORT/chat answered 500 Oh [31m no instead of opening a WebSocket: "a b [0m c".',
    ],
    [
      'HTTP/1.1 500 No\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b..',
      'ws://127.0.0.1:PORT/chat answered 500 No instead of opening a WebSocket.',
    ],
    [
      'HTTP/1.1 404 \r\nTransfer-Encoding: chunked\r\n\r\n3\r\nnot\r\n5\r\n here\r\n0\r\n\r\n',
      'ws://127.0.0.1:PORT/chat answered 404 instead of opening a WebSocket: "not here". Is there a WebSocket under this path?',
    ],
  ])('becomes a sentence (%#)', async (answer, sentence) => {
    expect((await answeredWith(answer)).sentence).toBe(sentence)
  })

  it('is not read for ever: an endless body ends at 1 000 characters', async () => {
    const server = await scripted((_request, stream) => {
      stream.write('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n')
      const pump = () => {
        while (!stream.destroyed && stream.write('한글'.repeat(10_000)));
      }
      stream.on('drain', pump)
      pump()
      return undefined
    })
    const error = await failureOf(dial(`ws://127.0.0.1:${server.port}/`))
    expect(error).toMatchObject({ status: 200, body: '한글'.repeat(500) })
    expect(error.message.length).toBeLessThan(400)
  })

  it('is told within a second, although its body never ends', async () => {
    const start = performance.now()
    const error = await answeredWith('HTTP/1.1 403 Forbidden\r\nContent-Length: 100\r\n\r\nno', {
      handshakeTimeoutMs: 200,
    })
    expect(error).toMatchObject({ code: 'connect/status', status: 403, body: 'no' })
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('needs no end of the connection where its length is known', async () => {
    const start = performance.now()
    await answeredWith('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n')
    expect(performance.now() - start).toBeLessThan(900)
  })
})

describe('an answer that is none', () => {
  it.each([
    [
      'SSH-2.0-OpenSSH_9.2\r\n',
      'connect/not-http',
      'http',
      '127.0.0.1:PORT did not answer in HTTP, but "SSH-2.0-OpenSSH_9.2". Is it the right port?',
    ],
    [
      '\x15\x03\x01\x00\x02\x02\x46',
      'connect/speaks-tls',
      'tls',
      '127.0.0.1:PORT speaks TLS on this port: use wss://127.0.0.1:PORT/chat.',
    ],
    [
      `HTTP/1.1 101 Yes\r\n${'X: y\r\n'.repeat(3_000)}`,
      'connect/head-too-large',
      'http',
      'The head of the answer of 127.0.0.1:PORT is larger than 16384 bytes.',
    ],
    [
      'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_000),
      'connect/head-too-large',
      'http',
      'The head of the answer of 127.0.0.1:PORT is larger than 16384 bytes.',
    ],
  ])('is told as what it is (%#)', async (answer, code, step, sentence) => {
    expect(await answeredWith(answer)).toMatchObject({ code, step, sentence })
  })

  it('ends an endless head', async () => {
    const { port } = await scripted((_request, stream) => {
      stream.write('HTTP/1.1 101 Switching Protocols\r\n')
      const pump = () => {
        while (!stream.destroyed && stream.write('X-Filler: y\r\n'.repeat(100)));
      }
      stream.on('drain', pump)
      pump()
      return undefined
    })
    expect(await failureOf(dial(`ws://127.0.0.1:${port}`))).toMatchObject({ code: 'connect/head-too-large' })
  })

  it('is told when the server hangs up in between', async () => {
    const early = await answeredWith('', {}, true)
    expect(early).toMatchObject({ code: 'connect/no-answer', step: 'http' })
    expect(early.sentence).toBe('127.0.0.1:PORT closed the connection without answering the opening request.')
    const later = await answeredWith('HTTP/1.1 101 Switch', {}, true)
    expect(later.sentence).toBe('127.0.0.1:PORT closed the connection in the middle of its answer.')
  })

  it('is told when the connection is reset', async () => {
    const { port } = await scripted((_request, stream) => {
      ;(stream as Socket).resetAndDestroy()
      return undefined
    })
    const error = await failureOf(dial(`ws://127.0.0.1:${port}`), port)
    expect(error.sentence).toBe(
      '127.0.0.1:PORT closed the connection without answering the opening request (ECONNRESET).',
    )
  })

  it('is waited for no longer than allowed', async () => {
    expect(await answeredWith('', { handshakeTimeoutMs: 50 })).toMatchObject({
      code: 'connect/timeout',
      step: 'http',
      sentence:
        '127.0.0.1:PORT took the connection, but gave no answer to the opening request within 50 ms. Is there a WebSocket server on this port?',
    })
  })
})

describe('any bytes', () => {
  it('are answered with an error that names a step', async () => {
    let answer = Buffer.alloc(0)
    const { port } = await scripted((_request, stream) => void stream.end(answer))
    const word = fc.constantFrom(
      'HTTP/1.1 ',
      '101 ',
      '404 ',
      '\r\n',
      '\r\n\r\n',
      'Upgrade: websocket',
      '\x15\x03',
      '5\r\nhello',
    )
    const encoding = fc.constantFrom('Transfer-Encoding: chunked', 'Content-Length: 7', 'Content-Type: text/html')
    const bytes = fc.array(fc.oneof(word, encoding, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(bytes, async (words) => {
        // A server that says nothing at all is asked about TLS, which has a test of its own.
        answer = Buffer.from(words.join('') || '?', 'latin1')
        const error = await failureOf(dial(`ws://127.0.0.1:${port}`))
        expect(['http', 'tls']).toContain(error.step)
        // One line, whatever the server sent.
        expect(error.message).toMatch(/^[^\p{Cc}]{10,700}$/u)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a 101', () => {
  const start = 'ws://127.0.0.1:PORT/chat answered 101, but not as RFC 6455 asks:'

  it.each([
    [
      'of another key',
      () => accepting('Sec-WebSocket-Key: AAAA\r\n'),
      'accept',
      'handshake/accept',
      `${start} The Sec-WebSocket-Accept header is missing or does not fit our key.`,
    ],
    [
      'with a subprotocol that was not offered',
      (request: string) => accepting(request, 'Sec-WebSocket-Protocol: mqtt'),
      'subprotocol',
      'handshake/protocol',
      `${start} The server chose the subprotocol "mqtt", which was not offered.`,
    ],
    [
      'with an extension that was not offered',
      (request: string) => accepting(request, 'Sec-WebSocket-Extensions: permessage-deflate'),
      'extension',
      'handshake/extension',
      `${start} The server selected an extension that was not offered.`,
    ],
    [
      'without Upgrade',
      (request: string) => accepting(request).replace('Upgrade: websocket\r\n', ''),
      'http',
      'handshake/upgrade',
      `${start} The upgrade header of the answer does not contain websocket.`,
    ],
    [
      'of HTTP/1.0',
      (request: string) => accepting(request).replace('HTTP/1.1', 'HTTP/1.0'),
      'http',
      'handshake/http-version',
      `${start} Expected HTTP/1.1, got HTTP version "1.0".`,
    ],
    [
      'with its Accept twice',
      (request: string) => accepting(request, 'sec-websocket-accept: x'),
      'http',
      'handshake/duplicate-header',
      `${start} The sec-websocket-accept header was sent 2 times.`,
    ],
  ])('%s is refused', async (_, answer, step, code, sentence) => {
    const error = await answeredWith(answer, { protocols: ['chat'] })
    expect(error).toMatchObject({ step, code, sentence, status: 101 })
  })

  it('with parameters that were not offered is refused', async () => {
    const extension = 'Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=7'
    const error = await answeredWith((request) => accepting(request, extension), { deflate: true })
    expect(error).toMatchObject({ step: 'extension', code: 'handshake/extension' })
  })
})
