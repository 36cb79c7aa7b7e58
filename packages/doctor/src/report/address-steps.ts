import { judgeResponse } from '@parley/websocket'
import { isSocketIo, type Observed, statusOf } from '../probe/observed.ts'
import { shownAnswer } from '../probe/shown.ts'
import type { Step } from './report.ts'

/** What was looked at of an address. */
export function addressSteps(seen: Observed): Step[] {
  const { looked, reached, tls, address, page, upgrade, talked, foreign } = seen
  const steps: Step[] = []
  if ('code' in looked) return [{ name: 'name', state: 'failed', detail: looked.code }]
  if (looked.addresses[0] !== address.host)
    steps.push({ name: 'name', state: 'ok', detail: looked.addresses.join(', ') })
  const opens = reached.filter(({ state }) => state === 'open')
  const states = reached.map(({ ip, state }) => (state === 'open' ? ip : `${ip} ${state}`)).join(', ')
  // One family of two is how many servers listen, and clients try both.
  steps.push({ name: 'tcp', state: opens.length === 0 ? 'failed' : 'ok', detail: `${address.port}: ${states}` })
  if (opens.length === 0) return steps
  if (tls !== undefined)
    steps.push({ name: 'tls', state: tls.code === undefined ? 'ok' : 'failed', detail: tls.code ?? tls.alpn ?? '' })
  else if (seen.wantsTls) steps.push({ name: 'tls', state: 'failed', detail: 'wss' })
  if (page !== undefined)
    steps.push({ name: 'http', state: page.is === 'head' ? 'ok' : 'failed', detail: shownAnswer(page) })
  if (isSocketIo(seen.socketIo)) steps.push({ name: 'socketio', state: 'warned', detail: 'EIO=4' })
  if (upgrade !== undefined) {
    const isGood = upgrade.is === 'head' && judgeResponse(upgrade.head, { accept: seen.accept }).accepted
    steps.push({ name: 'upgrade', state: isGood ? 'ok' : 'failed', detail: shownAnswer(upgrade) })
  }
  if (talked === undefined) return steps
  const isBroken = talked.secondAnswer !== undefined || talked.fault !== undefined || talked.closed?.code === 1006
  steps.push({
    name: 'first',
    state: isBroken ? 'failed' : 'ok',
    detail: talked.closed === undefined ? '' : `close ${talked.closed.code}`,
  })
  if (isBroken) return steps
  if (foreign !== undefined) {
    const isOpen = statusOf(foreign) === 101
    steps.push({
      name: 'origin',
      state: isOpen ? 'warned' : 'ok',
      detail: isOpen ? 'foreign: 101' : `foreign: ${shownAnswer(foreign)}`,
    })
  }
  if (talked.closed !== undefined) return steps
  steps.push({
    name: 'ping',
    state: talked.pingMs === undefined ? 'warned' : 'ok',
    detail: talked.pingMs === undefined ? '' : `${talked.pingMs} ms`,
  })
  if (talked.echo !== undefined)
    steps.push({ name: 'echo', state: 'ok', detail: `${talked.echo}, 64 KiB ${talked.large ?? ''}` })
  steps.push({ name: 'close', state: talked.isClosedWell ? 'ok' : 'warned', detail: '' })
  return steps
}
