import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { TLSSocket } from 'node:tls'
import { pathToFileURL } from 'node:url'
import { chat } from '@parley/chat/server'
import { type InquiryApi, inquiry } from '@parley/inquiry/server'
import { type NotificationsApi, notifications, webPush } from '@parley/notifications/server'
import type { Attached } from '@parley/server'
import { type TradingApi, trading } from '@parley/trading/server'
import sirv from 'sirv'
import { attach } from '../attach.ts'
import type { AttachOptions } from '../index.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { isLoopback, type StartOptions } from './options.ts'
import { DemoAgents } from './try/agents.ts'
import { inquiryOptions } from './try/desk.ts'
import { trySite } from './try/feature.ts'
import { tryCategories } from './try/kinds.ts'

export interface Started {
  readonly url: string
  readonly attached: Attached & NotificationsApi & InquiryApi & TradingApi
  /** Tells clients when to come back, stores what was accepted, and lets go of the port. */
  stop(): Promise<void>
}

/** Serves the site and its socket. Rejects with an error whose message says what to change. */
export async function start(options: StartOptions): Promise<Started> {
  const authenticate = await loadAuthenticate(options.authenticate)
  const { port, host, data, hosts, origins, trustedProxies, pushSubject } = options
  const server = createServer(options, serveSite())
  const folder = filesFolder(data)
  const agents = new DemoAgents()
  const attached: Started['attached'] = attach(server, {
    features: [
      chat({ files: { folder }, linkTo: linkToRoom }),
      notifications({
        categories: tryCategories,
        ways: pushSubject === undefined ? [] : [webPush({ subject: pushSubject })],
      }),
      inquiry({ ...inquiryOptions, agentOf: agents.agentOf, files: { folder } }),
      trading({
        living: options.bots,
        // Where nobody else comes in, whoever is here makes the weather.
        maySteer: () => isLoopback(host),
        linkTo: (market) => `/trading/?market=${market}`,
      }),
      trySite({ notify: (...what) => attached.notify(...what), agents }),
    ],
    data,
    // Where others come in, what they send is not for whoever is at this machine, or looks as if.
    ...(isForOneself(options) ? {} : { inspector: false }),
    // The command line has its own: it stops the http.Server too.
    drainOnSigterm: false,
    ...(authenticate ? { authenticate } : {}),
    ...(hosts ? { hosts } : {}),
    ...(origins ? { origins } : {}),
    ...(trustedProxies ? { trustedProxies } : {}),
  })
  try {
    await listen(server, port, host)
  } catch (error) {
    await attached.close()
    throw error
  }
  const scheme = server instanceof https.Server ? 'https' : 'http'
  const shown = host === '127.0.0.1' || host === '::1' ? 'localhost' : host
  const url = `${scheme}://${shown}:${(server.address() as AddressInfo).port}`
  const stop = async () => {
    await attached.close()
    server.closeAllConnections()
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  return { url, attached, stop }
}

/** Beside the data: `./x.db` has its files in `./x-files`, `./parley.db` in `./parley-files`. */
export function filesFolder(data: string): string {
  const { dir, name } = path.parse(data)
  return path.join(dir, `${name}-files`)
}

/** Where a room is on the site (apps/web/src/room-names.ts), and a message in it. */
export function linkToRoom(room: string, offset?: number): string {
  const place = room === 'general' ? '/' : `/?room=${room}`
  return offset === undefined ? place : `${place}#${room}/${offset}`
}

function createServer({ tlsCert, tlsKey }: StartOptions, handler: http.RequestListener): http.Server | https.Server {
  if (tlsCert === undefined || tlsKey === undefined) return http.createServer(handler)
  try {
    return https.createServer({ cert: readFileSync(tlsCert), key: readFileSync(tlsKey) }, handler)
  } catch (error) {
    throw new Error(`The certificate or its key could not be used: ${error instanceof Error ? error.message : error}`)
  }
}

function serveSite(): http.RequestListener {
  const index = createRequire(import.meta.url).resolve('@parley/web/site/index.html')
  if (!existsSync(index)) throw new Error('The site has not been built. Run: npm run build')
  const serve = sirv(path.dirname(index), {
    etag: true,
    setHeaders: (response) => {
      const { host } = response.req.headers
      response.setHeader(
        'content-security-policy',
        contentSecurityPolicy(host, response.req.socket instanceof TLSSocket),
      )
      response.setHeader('x-content-type-options', 'nosniff')
      response.setHeader('referrer-policy', 'no-referrer')
    },
  })
  return (request, response) => {
    serve(request, response, () => {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end('There is no such page here.\n')
    })
  }
}

async function loadAuthenticate(file: string | undefined): Promise<AttachOptions['authenticate']> {
  if (file === undefined) return undefined
  const loaded: unknown = await import(pathToFileURL(path.resolve(file)).href)
  const { default: authenticate } = loaded as { default?: unknown }
  if (typeof authenticate !== 'function') {
    throw new Error(`${file} must have a default export: export default (request) => ({ id, name }) or undefined.`)
  }
  return authenticate as AttachOptions['authenticate']
}

function listen(server: http.Server | https.Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)))
    server.listen(port, host, () => resolve())
  })
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} is in use already. Stop what uses it, or choose another: parley start --port ${port + 1}`,
    )
  }
  if (error.code === 'EACCES')
    return new Error(`This user may not listen on port ${port}. Ports from 1024 on are open to everybody.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new Error(`This machine has no address ${host}.`)
  return error
}

/** Nothing that was said of this site means that others come. */
function isForOneself({ host, hosts, origins, trustedProxies, authenticate, demo }: StartOptions): boolean {
  return isLoopback(host) && !demo && [hosts, origins, trustedProxies, authenticate].every((said) => said === undefined)
}
