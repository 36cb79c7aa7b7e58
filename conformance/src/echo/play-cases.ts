import { ConnectError, connectSocket } from '@parley/socket'
import { echoLimits } from './limits.ts'

export interface PlayOptions {
  /** What the server's report calls this client. */
  readonly agent: string
  /** How long the number of cases, and the report, may take. @default 30 000 */
  readonly answerWithinMs?: number
  /** Called before each case. */
  readonly onCase?: (number: number, count: number) => void
}

/** What a fuzzing server said that makes no sense. */
export class FuzzingServerError extends Error {
  override readonly name = 'FuzzingServerError'
}

/**
 * Plays the echo side for a fuzzing server: asks how many cases there are, takes part in each, and lets the report be
 * written. Resolves with their number. Rejects with a `ConnectError` that says at which step a connection failed.
 */
export async function playCases(base: string, options: PlayOptions): Promise<number> {
  const { agent, answerWithinMs = 30_000, onCase = () => {} } = options
  const said = await ask(addressOf(base, 'getCaseCount', {}), answerWithinMs)
  if (said === undefined || !/^\d+$/.test(said)) {
    throw new FuzzingServerError(
      `expected the number of cases from ${base}/getCaseCount, got ${said === undefined ? 'nothing' : JSON.stringify(said)}`,
    )
  }
  const count = Number(said)
  for (let number = 1; number <= count; number++) {
    onCase(number, count)
    await echoAll(addressOf(base, 'runCase', { case: String(number), agent }))
  }
  await ask(addressOf(base, 'updateReports', { agent }), answerWithinMs)
  return count
}

/** The first message; undefined if the server closes without one, or is not done in time. */
async function ask(url: string, withinMs: number): Promise<string | undefined> {
  const socket = await connectSocket(url, echoLimits)
  const timer = setTimeout(() => socket.terminate(), withinMs)
  let said: string | undefined
  socket.on('message', (data) => {
    said ??= typeof data === 'string' ? data : Buffer.from(data).toString()
  })
  await new Promise((resolve) => socket.on('close', resolve))
  clearTimeout(timer)
  return said
}

/** Until the server closes, or breaks the protocol so that we do: both belong to the game. */
async function echoAll(url: string): Promise<void> {
  try {
    const socket = await connectSocket(url, echoLimits)
    socket.on('message', (data) => socket.send(data))
    await new Promise((resolve) => socket.on('close', resolve))
  } catch (error) {
    // A server may answer a case's offer in a way that a client has to refuse. That nobody is there is another thing.
    const isAnswered =
      error instanceof ConnectError && ['http', 'accept', 'subprotocol', 'extension'].includes(error.step)
    if (!isAnswered) throw error
  }
}

function addressOf(base: string, name: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(base)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${name}`
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  return url.href
}
