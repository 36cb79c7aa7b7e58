import { type MessagePort, receiveMessageOnPort, type Worker } from 'node:worker_threads'
import type {
  Batch,
  CommitResult,
  DocumentPlace,
  Store,
  StoredChannel,
  StoredDocument,
  StoredEvent,
  StoredPlan,
} from '@parley/channel/store'
import { StoreError } from '@parley/channel/store'
import type { Envelope, Replies, Reply, Request } from './messages.ts'
import { packGroup } from './pack.ts'
import type { Snapshot } from './snapshot-table.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: StoreError): void
}

/** The store on this side of the port. */
export class WorkerStore implements Store {
  readonly #path: string
  readonly #port: MessagePort
  readonly #waiting = new Map<number, Waiting>()
  /** Asked in this turn, and not posted yet: posting one thing costs more than most of them take. */
  #outgoing: Envelope[] = []
  #lastId = 0
  readonly #worker: Worker
  readonly #exited: Promise<void>
  #ended: StoreError | undefined
  #closing: Promise<void> | undefined

  constructor(path: string, worker: Worker, port: MessagePort) {
    this.#path = path
    this.#port = port
    port.on('message', (replies: readonly Reply[]) => this.#settleAll(replies))
    // A listener refs the port; only requests under way are to keep the process alive.
    port.unref()
    worker.unref()
    worker.on('error', (error) => this.#die(`failed: ${error.message}`, error))
    this.#worker = worker
    this.#exited = new Promise((resolve) => {
      worker.on('exit', (code) => {
        this.#die(`ended with code ${code}`)
        resolve()
      })
    })
  }

  async commit(group: readonly Batch[]): Promise<readonly CommitResult[]> {
    const reply = await this.#ask<'commit'>({ do: 'commit', group: packGroup(group) })
    return typeof reply === 'number' ? Array.from({ length: reply }, () => ({ ok: true })) : reply
  }

  load(channel: string): Promise<StoredChannel | undefined> {
    return this.#ask<'load'>({ do: 'load', channel })
  }

  readAfter(channel: string, after: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#ask<'readAfter'>({ do: 'readAfter', channel, after, limit })
  }

  readBefore(channel: string, before: number, limit: number): Promise<readonly StoredEvent[]> {
    return this.#ask<'readBefore'>({ do: 'readBefore', channel, before, limit })
  }

  outcome(channel: string, actor: string, command: string): Promise<number | undefined> {
    return this.#ask<'outcome'>({ do: 'outcome', channel, actor, command })
  }

  document(channel: string, collection: string, id: string): Promise<StoredDocument | undefined> {
    return this.#ask<'document'>({ do: 'document', channel, collection, id })
  }

  documents(
    channel: string,
    collection: string,
    before: DocumentPlace | undefined,
    limit: number,
  ): Promise<readonly StoredDocument[]> {
    return this.#ask<'documents'>({ do: 'documents', channel, collection, before, limit })
  }

  search(
    channel: string,
    collection: string,
    query: string,
    before: DocumentPlace | undefined,
    limit: number,
  ): Promise<readonly StoredDocument[]> {
    return this.#ask<'search'>({ do: 'search', channel, collection, query, before, limit })
  }

  documentsOf(person: string, limit: number): Promise<readonly (StoredDocument & { readonly channel: string })[]> {
    return this.#ask<'documentsOf'>({ do: 'documentsOf', person, limit })
  }

  duePlans(now: number, limit: number): Promise<readonly StoredPlan[]> {
    return this.#ask<'duePlans'>({ do: 'duePlans', now, limit })
  }

  nextPlanAt(now: number): Promise<number | undefined> {
    return this.#ask<'nextPlanAt'>({ do: 'nextPlanAt', now })
  }

  channelNames(prefix: string, after: string, limit: number): Promise<readonly string[]> {
    return this.#ask<'channelNames'>({ do: 'channelNames', prefix, after, limit })
  }

  trim(channel: string, upTo: number): Promise<number> {
    return this.#ask<'trim'>({ do: 'trim', channel, upTo })
  }

  rewrite(
    channel: string,
    epoch: string,
    events: readonly StoredEvent[],
    snapshot: Snapshot | undefined,
  ): Promise<void> {
    return this.#ask<'rewrite'>({ do: 'rewrite', channel, epoch, events, snapshot })
  }

  purge(): Promise<void> {
    return this.#ask<'purge'>({ do: 'purge' })
  }

  close(): Promise<void> {
    if (this.#closing) return this.#closing
    // The file is let go of when the thread is gone: until then SQLite may keep what its statements hold.
    this.#worker.ref()
    this.#closing = this.#ask<'close'>({ do: 'close' }).then(() => this.#exited)
    this.#ended ??= new StoreError('ERR_STORE_CLOSED', `The store on ${this.#path} was closed.`)
    return this.#closing
  }

  #ask<Kind extends keyof Replies>(request: Request & { do: Kind }): Promise<Replies[Kind]> {
    if (this.#ended) return Promise.reject(this.#ended)
    return new Promise<Replies[Kind]>((resolve, reject) => {
      const envelope: Envelope = { id: ++this.#lastId, request }
      if (this.#outgoing.push(envelope) === 1) queueMicrotask(() => this.#post())
      if (this.#waiting.size === 0) this.#port.ref()
      this.#waiting.set(envelope.id, { resolve: (value) => resolve(value as Replies[Kind]), reject })
    })
  }

  #post(): void {
    const outgoing = this.#outgoing
    this.#outgoing = []
    try {
      this.#port.postMessage(outgoing)
    } catch {
      for (const envelope of outgoing) this.#postAlone(envelope)
    }
  }

  /** Types do not reach who calls from JavaScript: what cannot be posted is refused, and nothing that was asked beside it. */
  #postAlone(envelope: Envelope): void {
    try {
      this.#port.postMessage([envelope])
    } catch (error) {
      this.#take(envelope.id)?.reject(new StoreError('ERR_STORE_FAILED', `The request cannot be sent: ${error}`))
    }
  }

  #settleAll(replies: readonly Reply[]): void {
    for (const reply of replies) this.#settle(reply)
  }

  #settle(reply: Reply): void {
    const waiting = this.#take(reply.id)
    if (reply.ok) waiting?.resolve(reply.value)
    else waiting?.reject(new StoreError(reply.error.code, reply.error.message))
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (this.#waiting.size === 0) this.#port.unref()
    return waiting
  }

  #die(how: string, cause?: unknown): void {
    // Its last replies may still lie in the port, the one to `close` for instance.
    for (let left = receiveMessageOnPort(this.#port); left; left = receiveMessageOnPort(this.#port)) {
      this.#settleAll(left.message)
    }
    if (this.#waiting.size === 0 && this.#closing) return
    const message = `The store on ${this.#path} is gone, because its worker thread ${how}. What was not acknowledged may be lost; restart the process.`
    const error = new StoreError('ERR_STORE_GONE', message, { cause })
    // The first reason is the one that explains.
    this.#ended ??= error
    for (const waiting of this.#waiting.values()) waiting.reject(error)
    this.#waiting.clear()
    this.#port.close()
  }
}
