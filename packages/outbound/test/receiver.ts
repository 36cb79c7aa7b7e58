import http from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly path: string
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

/** Somebody on loopback who gets posts, and answers as a test says. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = []
  answer: (response: http.ServerResponse, request: Received) => void = (response) => response.writeHead(201).end()
  readonly #server: http.Server

  private constructor(server: http.Server) {
    this.#server = server
  }

  static async open(): Promise<Receiver> {
    const server = http.createServer()
    const receiver = new Receiver(server)
    server.on('request', async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const received = { path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) }
      receiver.received.push(received)
      receiver.answer(
        response.on('error', () => {}),
        received,
      )
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    return receiver
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => {
      this.#server.close(resolve)
    })
  }
}
