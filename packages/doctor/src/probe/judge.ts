import { entryOf } from '@parley/diagnosis'
import { judgeResponse } from '@parley/websocket'
import { oneLine } from '../report/one-line.ts'
import type { DoctorFinding } from '../report/report.ts'
import { isLoopback } from './address.ts'
import type { Listener } from './listeners.ts'
import { isSocketIo, type Observed, statusOf } from './observed.ts'
import { place, shownAnswer, shownHead } from './shown.ts'
import { type Answer, type Head, headerIn } from './wire.ts'

type Judgement = Omit<DoctorFinding, 'severity'> | undefined

/** One after the other, as a connection comes about: where one finds something, what follows could not be seen. */
const steps: readonly ((seen: Observed) => Judgement)[] = [judgeName, judgeTcp, judgeTls, judgeUpgrade, judgeTalk]

/** The first cause, and beside it what is only a warning. */
export function judgeAddress(seen: Observed): DoctorFinding[] {
  const warnings = warningsOf(seen)
  for (const step of steps) {
    const found = step(seen)
    if (found !== undefined) return [{ ...found, severity: 'error' }, ...warnings]
  }
  return warnings
}

function judgeName({ looked, address }: Observed): Judgement {
  if (!('code' in looked)) return undefined
  const code = /ENOTFOUND|ENODATA|EAI_NO/.test(looked.code) ? 'connect/name-not-found' : 'connect/name-unavailable'
  return { code, evidence: `${address.host}: ${looked.code}` }
}

function judgeTcp({ reached, address, listeners }: Observed): Judgement {
  if (reached.some(({ state }) => state === 'open') || reached.length === 0) return undefined
  const evidence = reached.map(({ ip, code }) => `${place(ip, address.port)} ${code}`).join(', ')
  if (!reached.some(({ state }) => state === 'refused')) {
    return {
      code: reached.some(({ state }) => state === 'silent') ? 'connect/timeout' : 'connect/unreachable',
      evidence,
    }
  }
  const here = listeners.filter(({ port }) => port === address.port)
  const [other] = here
  if (other !== undefined && isLoopback(address.host)) {
    const right = `ws://${place(other.ip, address.port)}${address.path}`
    const values = { asked: place(address.host, address.port), listens: place(other.ip, other.port), right }
    return { code: 'probe/other-family', values, evidence: `${evidence} | ${shownListener(other)}`, lines: [right] }
  }
  const ports = isLoopback(address.host) ? likelyServers(listeners) : []
  const [first] = ports
  if (first === undefined) return { code: 'connect/refused', evidence }
  const right = `${address.isSecure ? 'wss' : 'ws'}://${address.host.includes(':') ? `[${address.host}]` : address.host}:${first.port}${address.path}`
  const list = ports.map(shownListener).join(', ')
  return {
    code: 'probe/other-port',
    values: { port: String(address.port), listens: list },
    evidence,
    lines: ports.length === 1 ? [right] : [],
  }
}

/** Programs that a project may be: what a machine runs besides listens on ports of its own. */
function likelyServers(listeners: readonly Listener[]): Listener[] {
  const found = listeners.filter(
    ({ port, program }) => port >= 1024 && /^(?:node|bun|deno|MainThread|npm|tsx|next-server)/.test(program ?? ''),
  )
  return found.filter((each, index) => found.findIndex(({ port }) => port === each.port) === index).slice(0, 5)
}

function shownListener({ port, ip, program, pid }: Listener): string {
  return `${place(ip, port)}${program === undefined ? '' : ` (${program}, pid ${pid})`}`
}

function judgeTls({ tls, address, wantsTls }: Observed): Judgement {
  if (wantsTls)
    return {
      code: 'connect/speaks-tls',
      evidence: `${address.hostHeader} speaks TLS`,
      lines: [address.shown.replace(/^ws:/, 'wss:')],
    }
  if (tls?.code === undefined) return undefined
  const evidence = `${tls.code}${tls.names === undefined ? '' : `: ${tls.names}`}`
  if (tls.speaksPlain) return { code: 'connect/not-tls', evidence, lines: [address.shown.replace(/^wss:/, 'ws:')] }
  if (/SELF_SIGNED|UNABLE_TO|UNTRUSTED/.test(tls.code)) {
    return { code: 'connect/certificate-untrusted', evidence, lines: [`https://${address.hostHeader}/`] }
  }
  if (/EXPIRED|NOT_YET_VALID/.test(tls.code)) return { code: 'connect/certificate-date', evidence }
  if (/ALTNAME/.test(tls.code)) return { code: 'connect/certificate-name', evidence }
  return { code: 'connect/tls-failed', evidence }
}

function judgeUpgrade(seen: Observed): Judgement {
  const { upgrade, address, page } = seen
  if (upgrade === undefined) return undefined
  if (upgrade.is === 'unreachable') return { code: 'connect/failed', evidence: upgrade.code }
  if (isSocketIo(seen.socketIo) && statusOf(upgrade) !== 101) {
    return {
      code: 'probe/socketio-server',
      values: { path: address.path },
      evidence: `GET /socket.io/?EIO=4&transport=polling → ${startOf(seen.socketIo)} | upgrade of ${address.path} → ${shownAnswer(upgrade)}`,
      lines: ['<script src="/socket.io/socket.io.js"></script>', 'const socket = io()'],
    }
  }
  if (upgrade.is === 'silent') {
    const after = String(Math.round(upgrade.afterMs / 100) / 10)
    if (page?.is === 'silent')
      return { code: 'connect/timeout', evidence: `${address.hostHeader}: no answer in ${after} s` }
    return {
      code: 'probe/never-answers',
      values: { path: address.path, seconds: after },
      evidence: `upgrade of ${address.path}: no answer in ${after} s | GET ${address.path} → ${shownAnswer(page)}`,
    }
  }
  if (upgrade.is === 'closed') {
    return {
      code: 'connect/no-answer',
      evidence: `closed after ${upgrade.afterMs} ms without an answer | GET ${address.path} → ${shownAnswer(page)}`,
      ...rightPath(seen),
    }
  }
  if (upgrade.is === 'not-http')
    return { code: 'connect/not-http', evidence: JSON.stringify(upgrade.start.slice(0, 40)) }
  if (upgrade.head.status !== 101) return judgeRefusal(seen, upgrade)
  const verdict = judgeResponse(upgrade.head, { accept: seen.accept })
  if (verdict.accepted) return undefined
  const said = headerIn(upgrade.head, 'sec-websocket-accept') ?? '–'
  return {
    code: 'probe/wrong-answer',
    values: { fault: verdict.message },
    evidence: `101; Sec-WebSocket-Accept: ${said}, expected ${seen.accept}`,
  }
}

function judgeRefusal(seen: Observed, { head, body }: Extract<Answer, { is: 'head' }>): Judgement {
  const { address, origin } = seen
  const evidence = `upgrade of ${address.path} → ${shownHead(head)}`
  const { status } = head
  const said = explanation(body) ?? (seen.why?.code === 'why/alive' ? undefined : seen.why)
  if (said !== undefined) {
    const values = {
      status: String(status),
      said: said.code,
      message: ended(said.message),
      fix: said.fix === undefined ? '' : ended(said.fix),
    }
    const about = { evidence: `${evidence} | ${said.code}`, ...rightPath(seen) }
    // A code of ours has a page, and words in both languages.
    if (entryOf(said.code) !== undefined) {
      return { code: said.code, said: { ...values, message: said.message, fix: said.fix ?? '' }, ...about }
    }
    return { code: said.fix === undefined ? 'probe/refused-because' : 'probe/explained', values, ...about }
  }
  if (status >= 300 && status < 400) {
    const location = headerIn(head, 'location') ?? ''
    const target = URL.canParse(location, `http://${address.hostHeader}`)
      ? new URL(location, `${address.isSecure ? 'https' : 'http'}://${address.hostHeader}${address.path}`)
      : undefined
    return {
      code: 'connect/redirected',
      evidence: `${evidence} | Location: ${location}`,
      lines: target === undefined ? [] : [target.href.replace(/^http/, 'ws')],
    }
  }
  if (status === 401 || status === 403) {
    const without = statusOf(seen.withoutOrigin)
    if (without === 101)
      return {
        code: 'probe/origin-refused',
        values: { origin, status: String(status) },
        evidence: `Origin: ${origin} → ${status} | no Origin → 101`,
      }
    return { code: 'probe/sign-in', values: { status: String(status) }, evidence }
  }
  if (status === 502 || status === 503 || status === 504)
    return {
      code: 'probe/upstream-down',
      values: { status: String(status), server: headerIn(head, 'server') ?? 'a proxy' },
      evidence,
    }
  if (status === 426)
    return {
      code: 'probe/upgrade-lost',
      values: { status: '426' },
      evidence: `${evidence} | sent Upgrade: websocket`,
      ...rightPath(seen),
    }
  const other = openPath(seen)
  if (other !== undefined)
    return {
      code: 'probe/wrong-path',
      values: { path: address.path, right: other },
      evidence: `${evidence} | ${other} → 101`,
      lines: [address.shown.replace(new RegExp(`${escaped(address.path)}$`), other)],
    }
  if (isLikePage(seen, head)) {
    const server = headerIn(head, 'x-powered-by') ?? headerIn(head, 'server') ?? 'HTTP'
    return {
      code: 'probe/treated-as-page',
      values: { path: address.path, status: String(status), server },
      evidence: `${evidence} | GET ${address.path} → ${shownAnswer(seen.page)}`,
    }
  }
  if (status === 400 || status === 404)
    return { code: 'probe/refused', values: { path: address.path, status: String(status) }, evidence }
  return { code: 'connect/status', evidence }
}

/** The upgrade got what an ordinary request gets: nobody looked at its headers. */
function isLikePage({ page }: Observed, head: Head): boolean {
  if (page?.is !== 'head' || page.head.status !== head.status) return false
  const same = (name: string) => headerIn(page.head, name) === headerIn(head, name)
  return (
    same('content-type') &&
    same('x-powered-by') &&
    same('content-length') &&
    headerIn(head, 'content-type') !== undefined
  )
}

function openPath({ others, address }: Observed): string | undefined {
  return others.find(({ status, path }) => status === 101 && path !== address.path)?.path
}

function rightPath(seen: Observed): { lines?: readonly string[] } {
  const path = seen.why?.path ?? openPath(seen)
  if (path === undefined || path === seen.address.path) return {}
  return { lines: [`${seen.address.isSecure ? 'wss' : 'ws'}://${seen.address.hostHeader}${path}`] }
}

function judgeTalk({ talked }: Observed): Judgement {
  if (talked === undefined) return undefined
  if (talked.secondAnswer !== undefined) {
    return {
      code: 'probe/second-answer',
      values: { status: String(talked.secondAnswer) },
      evidence: `101, then HTTP/1.1 ${talked.secondAnswer}`,
    }
  }
  if (talked.fault !== undefined)
    return { code: 'probe/broken-frames', values: { fault: talked.fault }, evidence: talked.fault }
  const { closed } = talked
  // A server may well close, and say why; one that vanishes was cut.
  if (closed === undefined || closed.code !== 1006) return undefined
  return {
    code: 'probe/closed-at-once',
    values: { ms: String(closed.afterMs) },
    evidence: `101, then closed after ${closed.afterMs} ms without a close frame`,
  }
}

function warningsOf({ talked, foreign, address }: Observed): DoctorFinding[] {
  const found: DoctorFinding[] = []
  if (statusOf(foreign) === 101 && !isLoopback(address.host)) {
    found.push({ code: 'probe/any-origin', severity: 'warning', evidence: `Origin: ${foreignOrigin} → 101` })
  }
  if (typeof talked?.large === 'number') {
    found.push({
      code: 'probe/message-limit',
      severity: 'warning',
      values: { code: String(talked.large) },
      evidence: `64 KiB → close ${talked.large}`,
    })
  }
  return found
}

/** A page of somebody else. */
export const foreignOrigin = 'https://foreign.example'

function explanation(body: string): { code: string; message: string; fix: string | undefined } | undefined {
  if (!body.startsWith('{')) return undefined
  try {
    const { code, message, fix } = JSON.parse(body) as Record<string, unknown>
    if (typeof code !== 'string' || typeof message !== 'string') return undefined
    return {
      code: oneLine(code, 60),
      message: oneLine(message, 300),
      fix: typeof fix === 'string' ? oneLine(fix, 300) : undefined,
    }
  } catch {
    return undefined
  }
}

function startOf(answer: Answer | undefined): string {
  return answer?.is === 'head' ? JSON.stringify(oneLine(answer.body, 24)) : '–'
}

function ended(sentence: string): string {
  return sentence.replace(/[.。]$/, '')
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
