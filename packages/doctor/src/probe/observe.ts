import { randomBytes } from 'node:crypto'
import { judgeResponse } from '@parley/websocket'
import { type Address, isLoopback, originOf, withPath } from './address.ts'
import type { Deadline } from './deadline.ts'
import { foreignOrigin } from './judge.ts'
import { listenersHere } from './listeners.ts'
import { isSocketIo, type Observed, type OtherPath, statusOf, type TlsSeen, type WhySaid } from './observed.ts'
import { lookUp, reach } from './reach.ts'
import { jsonRequest, pageRequest, upgradeRequest } from './requests.ts'
import { Talk } from './talk.ts'
import { type Answer, ask, open, type Place } from './wire.ts'

export interface ObserveOptions {
  readonly deadline: Deadline
  /** The page that opens the socket; else one that the server itself brings. */
  readonly origin?: string | undefined
  /** Says two messages, which others may see. */
  readonly says: boolean
  /** Besides those that many use. */
  readonly knownPaths?: readonly string[]
}

const tlsMs = 1_000
const answerMs = 1_200
const usualPaths = ['/parley', '/ws', '/socket', '/websocket', '/chat', '/']

/** Looks at an address step by step, with sockets of its own. Never rejects for what a peer does. */
export async function observe(address: Address, options: ObserveOptions): Promise<Observed> {
  const { deadline, origin = originOf(address), says } = options
  const nothing = {
    listeners: [],
    tls: undefined,
    wantsTls: false,
    page: undefined,
    socketIo: undefined,
    upgrade: undefined,
    accept: '',
    origin,
    withoutOrigin: undefined,
    foreign: undefined,
    others: [],
    why: undefined,
    talked: undefined,
  }
  const looked = await lookUp(address, deadline)
  if ('code' in looked) return { address, looked, reached: [], ...nothing }
  const reached = await reach(looked.addresses, address.port, deadline)
  const ip = reached.find(({ state }) => state === 'open')?.ip
  const seen = { address, looked, reached, ...nothing }
  if (ip === undefined) return { ...seen, listeners: isLoopback(address.host) ? listenersHere() : [] }
  const tls = address.isSecure ? await lookAtTls(address, ip, deadline) : undefined
  if (tls?.speaksPlain === true) return { ...seen, tls }
  const place = placeOf(address, ip)
  const attempt = randomBytes(12).toString('base64url')
  const request = upgradeRequest(address, { origin, attempt })
  const asked = { connectMs: deadline.upTo(answerMs), answerMs: deadline.upTo(answerMs) }
  const [page, socketIo, upgrade] = await Promise.all([
    ask(place, pageRequest(address), asked),
    ask(place, pageRequest(address, '/socket.io/?EIO=4&transport=polling'), asked),
    ask(place, request.text, { ...asked, keepsOpen: true }),
  ])
  const about = { ...seen, tls, page, socketIo, upgrade, accept: request.accept }
  if (upgrade.is === 'head' && upgrade.stream !== undefined) {
    // Where the proof is wrong, no byte after it is a frame.
    if (!judgeResponse(upgrade.head, { accept: request.accept }).accepted) {
      upgrade.stream.destroy()
      return about
    }
    const talk = new Talk(upgrade.stream, upgrade.rest)
    const [talked, foreign] = await Promise.all([
      talk.through({ says, answerMs: deadline.upTo(400), listenMs: deadline.upTo(120) }),
      ask(place, upgradeRequest(address, { origin: foreignOrigin }).text, shorter(deadline)),
    ])
    return { ...about, talked, foreign }
  }
  const wantsTls = !address.isSecure && mayWantTls(page, upgrade) && (await speaksTls(address, ip, deadline))
  if (wantsTls || isSocketIo(socketIo)) return { ...about, wantsTls }
  const [withoutOrigin, others, why] = await Promise.all([
    isOriginsFault(upgrade) ? ask(place, upgradeRequest(address).text, shorter(deadline)) : undefined,
    tryOthers(address, place, origin, options),
    askWhy(address, place, attempt, deadline),
  ])
  return { ...about, withoutOrigin, others, why }
}

export function placeOf(address: Address, ip: string, alpn: readonly string[] = ['http/1.1']): Place {
  return {
    ip,
    port: address.port,
    tls: address.isSecure ? { servername: address.host, alpn, isChecked: false } : undefined,
  }
}

function shorter(deadline: Deadline): { connectMs: number; answerMs: number } {
  return { connectMs: deadline.upTo(400), answerMs: deadline.upTo(500) }
}

async function lookAtTls(address: Address, ip: string, deadline: Deadline): Promise<TlsSeen> {
  const tls = { servername: address.host, alpn: ['h2', 'http/1.1'], isChecked: true }
  const opened = await open({ ip, port: address.port, tls }, deadline.upTo(tlsMs))
  if (opened.is === 'open') {
    opened.stream.destroy()
    return { code: undefined, names: undefined, alpn: opened.alpn, speaksPlain: false }
  }
  const { code, names } = opened
  const isAboutCertificate = /CERT|SIGNED|UNABLE_TO|ALTNAME/.test(code)
  const plain = isAboutCertificate
    ? undefined
    : await ask({ ip, port: address.port, tls: undefined }, pageRequest(address), shorter(deadline))
  return { code, names, alpn: undefined, speaksPlain: plain?.is === 'head' && !saysUseTls(plain) }
}

function mayWantTls(page: Answer, upgrade: Answer): boolean {
  return page.is === 'closed' || page.is === 'not-http' || upgrade.is === 'closed' || saysUseTls(page)
}

/** What web servers say to plain HTTP on a port of theirs for TLS. */
function saysUseTls(answer: Answer): boolean {
  return answer.is === 'head' && answer.head.status === 400 && /HTTPS|SSL|TLS/.test(answer.body)
}

async function speaksTls({ host, port }: Address, ip: string, deadline: Deadline): Promise<boolean> {
  const opened = await open(
    { ip, port, tls: { servername: host, alpn: ['http/1.1'], isChecked: false } },
    deadline.upTo(600),
  )
  if (opened.is === 'open') opened.stream.destroy()
  return opened.is === 'open'
}

function isOriginsFault(upgrade: Answer): boolean {
  const status = statusOf(upgrade)
  return status === 401 || status === 403
}

function tryOthers(
  address: Address,
  place: Place,
  origin: string,
  { deadline, knownPaths = [] }: ObserveOptions,
): Promise<OtherPath[]> {
  const paths = [...new Set([...knownPaths, ...usualPaths])].filter((path) => path !== address.path)
  return Promise.all(
    paths.map(async (path) => {
      const answer = await ask(place, upgradeRequest(withPath(address, path), { origin }).text, shorter(deadline))
      return { path, status: statusOf(answer) }
    }),
  )
}

/** A Parley that refused remembers why; under which path it is may not be known. */
async function askWhy(
  address: Address,
  place: Place,
  attempt: string,
  deadline: Deadline,
): Promise<WhySaid | undefined> {
  const own = `${address.path.replace(/\/$/, '')}/why`
  const asked = await Promise.all(
    [...new Set([own, '/parley/why'])]
      .flatMap((path) => [path, `${path}?attempt=${attempt}`])
      .map((path) => ask(place, jsonRequest(address, path), shorter(deadline))),
  )
  const said = asked.flatMap((answer) => (answer.is === 'head' ? whySaid(answer.body) : []))
  const alive = said.find(({ code }) => code === 'why/alive')
  const verdict = said.find(({ code }) => !code.startsWith('why/'))
  return verdict === undefined ? alive : { ...verdict, path: verdict.path ?? alive?.path }
}

function whySaid(body: string): WhySaid[] {
  if (!body.startsWith('{')) return []
  try {
    const { code, message, fix, path } = JSON.parse(body) as Record<string, unknown>
    if (typeof code !== 'string' || !/^[a-z-]+\/[a-z-]+$/.test(code)) return []
    const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
    return [{ code, message: text(message) ?? '', fix: text(fix), path: text(path) }]
  } catch {
    return []
  }
}
