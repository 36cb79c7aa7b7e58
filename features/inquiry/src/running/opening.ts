import type { FeatureRun, FeatureServer } from '@parley/channel'
import type { Row } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import { emptyClosedDoors } from './closed-doors.ts'

const desk = 'inquiry-desk/main'
const firstRetryMs = 1_000
const longestRetryMs = 60_000
const page = 100
/** An erasure goes through one log after the other: what the desk decides of it before it is through would carry the person into those that are done. */
const erasureMs = 60_000

/**
 * What the desk must be told as nothing happens in it. After a start the app's options may be others than before: which teams are open, that nobody is a bot's any
 * more where there is none, which teams there are, which of them assign, and that nothing
 * waits for doors that there are not. After an erasure, which decides nothing: what an erased agent had is given to others,
 * what an erased customer had asked is over. Each again until it is.
 */
export function openDesk(server: FeatureServer, config: DeskConfig): FeatureRun {
  let isClosed = false
  const retries = new Set<() => void>()
  const tell = async (what: () => Promise<void>, retryMs = firstRetryMs): Promise<void> => {
    try {
      await what()
    } catch (error) {
      if (isClosed) return
      server.report(error, 'inquiry: opening the desk')
      const cancel = server.setTimer(() => {
        retries.delete(cancel)
        return tell(what, Math.min(longestRetryMs, retryMs * 2))
      }, retryMs)
      retries.add(cancel)
    }
  }
  void tell(async () => {
    for (const [team, { hours }] of config.teams)
      if (hours !== undefined) await server.command(desk, 'hours', { team, at: server.now() })
    if (!config.hasBot) await takeFromBot(server)
    await emptyClosedDoors(server, config.doors)
  })
  const settle = async () => {
    await server.command(desk, 'sweep', {})
    await server.command(desk, 'route', {})
  }
  let isFirst = true
  let cancelSettling = () => {}
  // Its state comes at first, and anew whenever the log was rewritten.
  const onState = () => {
    cancelSettling()
    if (isFirst) void tell(settle)
    else cancelSettling = server.setTimer(() => tell(settle), erasureMs)
    isFirst = false
  }
  const endWatch = server.watch(desk, 'supervisor', { onState, onEvents: () => undefined })
  return {
    close: async () => {
      isClosed = true
      endWatch()
      cancelSettling()
      for (const cancel of retries) cancel()
    },
  }
}

/** Nobody is left alone with a bot that is not there. What is handed over leaves the list. */
async function takeFromBot(server: FeatureServer): Promise<void> {
  let before: { readonly order: number; readonly id: string } | undefined
  do {
    const query = { limit: page, ...(before !== undefined && { before }) }
    const { documents, next } = await server.find(desk, 'desk', 'list/pending', query)
    for (const { body } of documents)
      await server.command(desk, 'handOff', { inquiry: (body as Row).id, by: 'bot', reason: 'no bot' })
    before = next
  } while (before !== undefined)
}
