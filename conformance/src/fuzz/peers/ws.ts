import type { Writable } from 'node:stream'
import * as ws from 'ws'
import { hex } from '../model/reader.ts'
import { type Ending, LIMITS, type Question, type Reading } from './reading.ts'

// `ws` exports its parts; its types do not know them.
interface Parts {
  readonly Receiver: new (options: object) => Writable
  readonly PerMessageDeflate: (new (
    options: object,
  ) => {
    accept(offers: readonly object[]): void
    cleanup(): void
  }) & { readonly extensionName: string }
}

const { Receiver, PerMessageDeflate } = ws as unknown as Parts

/** What the receiver of `ws` makes of the bytes, all of them in one piece. */
export async function readWs({ wire, role, deflate }: Question): Promise<Reading> {
  const isServer = role === 'server'
  const { maxMessageBytes: maxPayload, maxFragments } = LIMITS
  const extension = deflate ? newDeflate(isServer, maxPayload) : undefined
  const extensions = extension === undefined ? {} : { [PerMessageDeflate.extensionName]: extension }
  const receiver = new Receiver({ isServer, maxPayload, maxFragments, extensions })
  const heard: string[] = []
  let end: Ending = { kind: 'open' }
  receiver.on('message', (data: Buffer, isBinary: boolean) => {
    heard.push(isBinary ? `binary ${hex(data)}` : `text ${JSON.stringify(data.toString('utf8'))}`)
  })
  receiver.on('ping', (data: Buffer) => heard.push(`ping ${hex(data)}`))
  receiver.on('pong', (data: Buffer) => heard.push(`pong ${hex(data)}`))
  receiver.on('conclude', (code: number, reason: Buffer) => {
    end = { kind: 'closed', code, reason: reason.toString('utf8') }
  })
  receiver.on('error', (error: Error) => {
    end = { kind: 'refused', code: statusOf(error), why: 'code' in error ? String(error.code) : error.message }
  })
  // It unmasks in place, so it gets a copy.
  await new Promise<void>((resolve) => receiver.write(Buffer.from(wire), () => resolve()))
  // The event of an error comes after the callback of the write.
  await new Promise((resolve) => setImmediate(resolve))
  receiver.destroy()
  extension?.cleanup()
  return { heard, end }
}

function newDeflate(isServer: boolean, maxPayload: number) {
  const extension = new PerMessageDeflate({ isServer, maxPayload })
  extension.accept([{ server_no_context_takeover: [true], client_no_context_takeover: [true] }])
  return extension
}

/** The close code that goes with the error, which `ws` keeps under a symbol of its own. */
function statusOf(error: Error): number {
  const symbol = Object.getOwnPropertySymbols(error).find(({ description }) => description === 'status-code')
  return symbol === undefined ? 0 : Number((error as unknown as Record<symbol, unknown>)[symbol])
}
