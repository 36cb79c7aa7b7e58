// Servers that fail a page in one way each.
import { readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { selfSigned } from '../../../packages/server/test/self-signed.ts'
import { listen, stop } from '../../../packages/server/test/serve.ts'

const fileOf = (path: string) => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)))

/** The client as pages load it. */
export const client = fileOf('packages/client/dist/browser/client.js').toString()

/** Scripts of ours, as a server of ours serves them; the chat's elements name the others beside them. */
function script(path: string): Buffer | undefined {
  if (path === '/parley/client.js') return Buffer.from(client)
  const [, name] = /^\/parley\/chat\/([\w.-]+\.js)$/.exec(path) ?? []
  return name === undefined ? undefined : fileOf(`features/chat/dist/browser/${name}`)
}

export interface Place {
  readonly port: number
  readonly server: http.Server
}

export interface PlaceOptions {
  readonly isSecure?: boolean
  /** The page's policy. */
  readonly policy?: string
  readonly body?: string
  /** What else it answers. `false`: nothing of that; then a page comes, or 404 elsewhere than at `/`. */
  readonly answer?: (request: http.IncomingMessage, response: http.ServerResponse) => boolean
  readonly upgrade?: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void
}

/** A host with a page and our scripts, and what a test has it do besides. */
export async function place(options: PlaceOptions = {}): Promise<Place> {
  const { isSecure = false, policy, body = '', answer = () => false, upgrade } = options
  const listener: http.RequestListener = (request, response) => {
    if (answer(request, response)) return
    const path = (request.url ?? '').split('?')[0] ?? ''
    const code = script(path)
    if (code !== undefined) response.setHeader('Content-Type', 'text/javascript').end(code)
    else if (path === '/') {
      if (policy !== undefined) response.setHeader('Content-Security-Policy', policy)
      response.setHeader('Content-Type', 'text/html').end(`<!doctype html><title>page</title>${body}`)
    } else response.writeHead(404, { 'Content-Type': 'text/html' }).end('<h1>Not found</h1>')
  }
  const server = isSecure ? https.createServer(selfSigned(), listener) : http.createServer(listener)
  if (upgrade !== undefined) server.on('upgrade', upgrade)
  const port = await listen(server)
  onTestFinished(() => stop(server))
  return { port, server }
}

/** A port of this machine that nobody listens at any more. */
export async function deadPort(): Promise<number> {
  const server = http.createServer()
  const port = await listen(server)
  await stop(server)
  return port
}

/** Answers `<path>/why` as a server of ours does. */
export function says(answer: object, status = 200): NonNullable<PlaceOptions['answer']> {
  return (request, response) => {
    if (!/^\/parley\/why(\?|$)/.test(request.url ?? '')) return false
    const headers = {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
      'Cache-Control': 'no-store',
    }
    response.writeHead(status, headers).end(JSON.stringify(answer))
    return true
  }
}

export const unknown = { code: 'why/unknown-attempt', message: 'This attempt was never seen here.' }
export const accepted = { code: 'why/ended', message: 'This attempt was let in, and ended.' }
