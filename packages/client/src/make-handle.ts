import type { ChannelEvent, Person } from '@parley/channel/client'
import type { ChannelHandle } from './channel-handle.ts'
import { ClientCode } from './codes.ts'
import type { CommandReceipt } from './command-receipt.ts'
import type { FindQuery, FoundPage } from './finds.ts'
import type { OpenView } from './open-view.ts'
import type { PendingCommand } from './outbox-entry.ts'
import { ParleyError } from './parley-error.ts'
import type { EventPage } from './reads.ts'

/** What a handle asks of its connection. */
export interface HandleHost {
  post(name: string, input: unknown): CommandReceipt
  reject(): CommandReceipt
  signal(name: string, data: unknown): void
  pending(): readonly PendingCommand[]
  retry(id: string): CommandReceipt | undefined
  discard(id: string): void
  read(before: number, limit: number): Promise<EventPage>
  find(collection: string, query: FindQuery): Promise<FoundPage>
  release(): void
}

type AnyHandle = ChannelHandle<unknown, Record<string, unknown>, Record<string, unknown>>

const defaultPage = 50

/** A handle on a view that others may hold too: what it listened to ends with it. */
export function makeHandle(view: OpenView, host: HandleHost): AnyHandle {
  const endings = new Set<() => void>()
  let isClosed = false

  function keep(end: () => void): () => void {
    if (isClosed) end()
    else endings.add(end)
    return () => {
      endings.delete(end)
      end()
    }
  }

  return {
    channel: view.channel,
    view: view.view,
    get state() {
      return view.state
    },
    get position() {
      return view.position
    },
    get status() {
      return isClosed ? 'closed' : view.status
    },
    get refusal() {
      return view.refusal
    },
    get presence() {
      return view.presence
    },
    get you() {
      return view.you
    },
    get pending() {
      return host.pending()
    },
    commands: byName((name, input) => (isClosed ? host.reject() : host.post(name, input))),
    signals: byName((name, data) => {
      if (!isClosed) host.signal(name, data)
    }),
    retry: (id) => host.retry(id),
    discard: (id) => host.discard(id),
    onChange: (listener) => keep(view.changes.add(listener)),
    onEvent: (listener: (event: ChannelEvent) => void) => keep(view.events.add(listener)),
    onSignal: (name: string, listener: (data: unknown, from: Person) => void) => keep(view.onSignal(name, listener)),
    read(before, limit = defaultPage) {
      return isClosed ? rejectClosed() : host.read(before, limit)
    },
    find(collection, query = {}) {
      return isClosed ? rejectClosed() : host.find(collection, query)
    },
    close() {
      if (isClosed) return
      isClosed = true
      for (const end of endings) end()
      endings.clear()
      host.release()
    },
  }
}

function rejectClosed(): Promise<never> {
  return Promise.reject(
    new ParleyError({ code: ClientCode.closed, message: 'The handle is closed.', retryable: false }),
  )
}

/** An object with a function for every name: the contract's types say which names there are. */
function byName<Result>(call: (name: string, argument: unknown) => Result) {
  const made = new Map<string, (argument: unknown) => Result>()
  return new Proxy<Record<string, (argument: unknown) => Result>>(Object.freeze(Object.create(null)), {
    get(_target, name) {
      // `then` would make it look like a promise to whoever awaits it.
      if (typeof name !== 'string' || name === 'then') return undefined
      let own = made.get(name)
      if (own === undefined) {
        own = (argument) => call(name, argument)
        made.set(name, own)
      }
      return own
    },
  })
}
