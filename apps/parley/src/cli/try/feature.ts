import { ChannelError, type Feature, type FeatureContext } from '@parley/channel'
import type { NotificationsApi } from '@parley/notifications/server'
import { agentsChannel, type DemoAgents, demoAgents } from './agents.ts'
import { noticesOf, tryKinds } from './kinds.ts'
import { PersonalRate } from './personal-rate.ts'
import { saveExamples } from './replies.ts'

/** How fast one person may press the buttons: all of them once and a few more, then one every two seconds. */
const perSecond = 0.5
const burst = 12

/**
 * `POST <path>/try/<kind>` sends whoever asks a notification of that kind, and nobody else: 200 once it is durable, 400 `try/key`, 401
 * `unauthenticated`, 404 `try/unknown-kind`, 429 `too-fast` with Retry-After. Asked again with the same `Idempotency-Key` it is sent once.
 *
 * `POST <path>/try/agents/<agent>` makes whoever asks that agent of the demo desk, for good: 200 with `{ as, name }`, those he had before if he is one
 * already, 404 `try/unknown-agent`. `GET <path>/try/agents` answers with the same, or `{}`.
 */
export function trySite({ notify, agents }: Pick<Means, 'notify' | 'agents'>): Feature {
  const means = { notify, agents, rate: new PersonalRate(perSecond, burst) }
  return {
    name: 'try',
    channels: [agentsChannel],
    fetch: (request, context) => {
      const path = /\/try\/agents(?:\/([^/]*))?$/.exec(new URL(request.url).pathname)
      return path === null ? answer(request, context, means) : answerAgents(request, context, path[1], means)
    },
    start: (server) => agents.run(server),
  }
}

interface Means {
  readonly notify: NotificationsApi['notify']
  readonly agents: DemoAgents
  readonly rate: PersonalRate
}

async function answer(
  request: Request,
  context: FeatureContext,
  { notify, rate }: Omit<Means, 'agents'>,
): Promise<Response> {
  if (request.method !== 'POST') return no(405, 'try/method', 'Send with POST.', { allow: 'POST' })
  const kind = new URL(request.url).pathname.split('/try/').at(-1) ?? ''
  const notices = noticesOf(kind, context.now())
  if (notices === undefined) return no(404, 'try/unknown-kind', `There are the kinds ${tryKinds.join(', ')}.`)
  const key = request.headers.get('idempotency-key')
  if (key !== null && !/^[\x21-\x7e]{1,40}$/.test(key))
    return no(400, 'try/key', '"Idempotency-Key" is 1 to 40 visible ASCII characters.')
  try {
    const person = await context.identify(request)
    if (person === undefined) return unknown()
    const waitMs = rate.take(person.id, context.now())
    if (waitMs > 0) return later(429, 'too-fast', 'You send yourself more than this page lets you.', waitMs)
    // All at once, in their order: none of them comes without the others, unless the server ends in between; then the next try brings the rest.
    await Promise.all(
      notices.map((notice, at) =>
        notify(person.id, notice, key === null ? {} : { id: `${kind}.${at}.${key}` }).catch(unlessSent),
      ),
    )
    return Response.json({ sent: notices.length }, { headers: notKept })
  } catch (error) {
    return failed(error)
  }
}

async function answerAgents(
  request: Request,
  context: FeatureContext,
  as: string | undefined,
  { agents, rate }: Omit<Means, 'notify'>,
): Promise<Response> {
  const method = as === undefined ? 'GET' : 'POST'
  if (request.method !== method) return no(405, 'try/method', `Ask with ${method}.`, { allow: method })
  const agent = demoAgents.find((name) => name === as)
  if (as !== undefined && agent === undefined)
    return no(404, 'try/unknown-agent', `There are the agents ${demoAgents.join(', ')}.`)
  try {
    const person = await context.identify(request)
    if (person === undefined) return unknown()
    if (agent !== undefined && agents.playedBy(person.id) === undefined) {
      const waitMs = rate.take(person.id, context.now())
      if (waitMs > 0) return later(429, 'too-fast', 'You ask more than this page lets you.', waitMs)
      await agents.begin(person.id, agent)
      await saveExamples(context, person)
    }
    const played = { as: agents.playedBy(person.id), name: agents.agentOf(person)?.name }
    return Response.json(played, { headers: notKept })
  } catch (error) {
    return failed(error)
  }
}

function failed(error: unknown): Response {
  if (!(error instanceof ChannelError)) throw error
  const { code, message, retryable, retryAfterMs = 1000 } = error
  if (!retryable) return no(400, code, message)
  return later(code === 'notifications/too-many' ? 429 : 503, code, message, retryAfterMs)
}

function unknown(): Response {
  return no(401, 'unauthenticated', 'Say who you are: by cookie, or "Authorization: Guest <key>".')
}

/** The same try, a moment later: what says until when it is there says something else. */
function unlessSent(error: unknown): void {
  if (!(error instanceof ChannelError && error.code === 'notifications/id-reused')) throw error
}

const notKept = { 'cache-control': 'no-store' }

function no(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code, message }, { status, headers: { ...notKept, ...headers } })
}

function later(status: 429 | 503, code: string, message: string, retryAfterMs: number): Response {
  const headers = { ...notKept, 'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))) }
  return Response.json({ code, message, retryAfterMs }, { status, headers })
}
