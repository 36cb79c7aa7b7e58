import type { DoctorFinding } from '../report/report.ts'
import { type Address, withPath } from './address.ts'
import type { Deadline } from './deadline.ts'
import { placeOf } from './observe.ts'
import { type Observed, statusOf } from './observed.ts'
import { strippedRequest, upgradeRequest } from './requests.ts'
import { shownAnswer } from './shown.ts'
import { type Answer, ask, headerIn } from './wire.ts'

/** What tells what a proxy does: requests sent directly as the proxy might send them on. */
export interface Compared {
  readonly direct: Observed
  readonly through: Observed
  /** Directly, without the header Upgrade. */
  readonly stripped: Answer | undefined
  /** Directly, by the path of the public address and by what is left of it when its first parts are cut off. */
  readonly cut: readonly { readonly path: string; readonly answer: Answer }[]
}

/** Sends the server itself what the proxy may have made of a request. */
export async function compare(direct: Observed, through: Observed, deadline: Deadline): Promise<Compared> {
  const ip = direct.reached.find(({ state }) => state === 'open')?.ip
  const isOpen = statusOf(through.upgrade) === 101
  if (ip === undefined || isOpen || statusOf(direct.upgrade) !== 101)
    return { direct, through, stripped: undefined, cut: [] }
  const { address } = direct
  const place = placeOf(address, ip)
  const limits = { connectMs: deadline.upTo(400), answerMs: deadline.upTo(600) }
  const [stripped, ...cut] = await Promise.all([
    ask(place, strippedRequest(address), limits),
    ...shortened(through.address).map(async (path) => ({
      path,
      answer: await ask(place, upgradeRequest(withPath(address, path), { origin: through.origin }).text, limits),
    })),
  ])
  return { direct, through, stripped, cut }
}

/** `/app/x/ws` → itself, `/x/ws`, `/ws`. */
function shortened({ path }: Address): string[] {
  const parts = path.split('/').filter((part) => part !== '')
  return parts.map((_, index) => `/${parts.slice(index).join('/')}`).slice(0, 4)
}

/** What the proxy does, where the server itself is well. */
export function judgeThrough({ direct, through, stripped, cut }: Compared): DoctorFinding | undefined {
  if (statusOf(direct.upgrade) !== 101 || statusOf(through.upgrade) === 101) return undefined
  const { upgrade, tls } = through
  if (tls?.alpn === 'h2' && (upgrade?.is === 'closed' || upgrade?.is === 'not-http')) {
    return { code: 'probe/proxy-h2', severity: 'error', evidence: `ALPN: h2; http/1.1 → ${shownAnswer(upgrade)}` }
  }
  if (upgrade?.is !== 'head') return undefined
  const { status } = upgrade.head
  const evidence = `${direct.address.shown} → 101 | ${through.address.shown} → ${shownAnswer(upgrade)}`
  if (status === 502 || status === 503 || status === 504 || (status >= 300 && status < 400)) return undefined
  const server = headerIn(upgrade.head, 'server') ?? 'the proxy'
  const isSame = (answer: Answer | undefined) =>
    answer?.is === 'head' && answer.head.status === status && likeBody(answer.body, upgrade.body)
  const moved = cut.find(({ path, answer }) => path !== direct.address.path && isSame(answer))
  if (isSame(stripped) && (moved === undefined || through.address.path === direct.address.path)) {
    return {
      code: 'probe/proxy-strips-upgrade',
      severity: 'error',
      values: { server, status: String(status) },
      evidence: `${evidence} | direct without Upgrade → ${shownAnswer(stripped)}`,
      lines: linesFor(server, direct.address),
    }
  }
  if (moved !== undefined) {
    const values = { sent: through.address.path, arrived: moved.path, open: direct.address.path }
    return {
      code: 'probe/proxy-prefix',
      severity: 'error',
      values,
      evidence: `${evidence} | ${moved.path} → ${shownAnswer(moved.answer)}`,
    }
  }
  return { code: 'probe/proxy-refuses', severity: 'error', values: { server, status: String(status) }, evidence }
}

/** Without what is another in each answer: times and ids. */
function likeBody(one: string, other: string): boolean {
  const plain = (text: string) => text.replace(/[\da-f]{6,}|\d+/gi, '').slice(0, 400)
  return plain(one) === plain(other)
}

/** What to write into the configuration of who stands in front. */
function linesFor(server: string, { path, hostHeader }: Address): string[] {
  if (/apache/i.test(server)) return [`ProxyPass ${path} http://${hostHeader}${path} upgrade=websocket`]
  if (/nginx|openresty/i.test(server)) {
    return [
      'proxy_http_version 1.1;',
      'proxy_set_header Upgrade $http_upgrade;',
      'proxy_set_header Connection "upgrade";',
    ]
  }
  return ['Upgrade: websocket', 'Connection: Upgrade']
}
