import { StoreError, type StoreErrorCode } from '@parley/channel'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { closeFrame } from '../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../test/raw-peer.ts'
import { serve } from '../test/serve.ts'
import { until } from '../test/wait.ts'

const post = (id: string) => ({
  type: 'command',
  id,
  channel: `chat/${id.replace('.', '-')}`,
  name: 'post',
  input: { text: 'hello' },
})

/** A server whose store writes until it is told to fail in this way. */
async function serveFailing() {
  let error: StoreError | undefined
  const store = memoryStore({
    onCommit: () => {
      if (error !== undefined) throw error
    },
  })
  const served = await serve({ features: [chat()], store, drainOnSigterm: false })
  const fail = (code?: StoreErrorCode, message = 'It went wrong.') => {
    error = code === undefined ? undefined : new StoreError(code, message)
  }
  return Object.assign(served, { store, fail })
}

const forGood: [what: string, code: StoreErrorCode, message: string][] = [
  ['was closed', 'ERR_STORE_CLOSED', 'The store on /data/parley.db was closed.'],
  [
    'lost its worker',
    'ERR_STORE_GONE',
    'The store on /data/parley.db is gone, because its worker thread ended with code 3. What was not acknowledged may be lost; restart the process.',
  ],
  [
    'lost an fsync',
    'ERR_STORE_GONE',
    'The disk failed to make an earlier write durable (fsync), and what it holds is uncertain until the file is opened anew. Check the disk, then restart; reading goes on.',
  ],
]

describe('a store that is gone for good', () => {
  it.each(forGood)('because it %s ends all sockets with 1013, and nobody is let in', async (_what, code, message) => {
    await using served = await serveFailing()
    expect(served.attached.fault).toBeUndefined()
    using peer = await RawPeer.open(served.port)
    using other = await RawPeer.open(served.port)
    served.fail(code, message)
    peer.text(post('a.1'))
    for (const one of [peer, other]) {
      expect(await one.closeFrame()).toEqual({ code: 1013, reason: 'store-unavailable' })
      one.write(closeFrame(1013))
      await one.end()
    }
    expect(served.attached.fault).toMatchObject({ code, message })

    using late = await RawPeer.connect(served.port)
    late.write(upgradeRequest())
    const { status, headers, body } = await late.answer()
    expect([status, headers.get('retry-after'), JSON.parse(body).code]).toEqual([503, '5', 'store-unavailable'])
  })

  it('is logged in one line however many channels it fails, and counted at the end', async () => {
    const served = await serveFailing()
    using peer = await RawPeer.open(served.port)
    served.fail('ERR_STORE_CLOSED', 'The store was closed.')
    for (let at = 0; at < 50; at++) peer.text(post(`a.${at}`))
    await peer.closeFrame()
    peer.write(closeFrame(1013))
    await served[Symbol.asyncDispose]()
    const [first, ...more] = served.log.errors
    expect(first).toBe('the store is gone, nobody is served until the process is restarted: The store was closed.')
    expect(more.length).toBeLessThanOrEqual(1)
    for (const line of more) expect(line).toMatch(/^the store is gone \(\d+ more times?\)$/)
  })

  it('does not keep close() from its end, even if it cannot be closed either', async () => {
    await using served = await serveFailing()
    served.store.close = () => Promise.reject(new StoreError('ERR_STORE_FAILED', 'It cannot be closed.'))
    await served.attached.close()
    expect(served.log.errors).toEqual([
      expect.stringContaining('closing the store: ERR_STORE_FAILED: StoreError: It cannot be closed.'),
    ])
  })

  it('because close() closed it is no fault', async () => {
    const served = await serveFailing()
    await served[Symbol.asyncDispose]()
    expect(served.attached.fault).toBeUndefined()
    expect(served.log.errors).toEqual([])
  })
})

describe('a store that fails for now', () => {
  it.each<[StoreErrorCode, string]>([
    ['ERR_STORE_FULL', 'store-full'],
    ['ERR_STORE_FAILED', 'store-unavailable'],
  ])('with %s is no fault of the server, and senders hear %s', async (code, told) => {
    await using served = await serveFailing()
    using peer = await RawPeer.open(served.port)
    served.fail(code)
    for (let round = 0; round < 20; round++) {
      peer.text(post('a.1'))
      expect(await peer.messageOf('refused')).toMatchObject({ code: told, retryable: true })
    }
    expect(served.attached.fault).toBeUndefined()
    // The same fault of the same channel, written once and counted from then on.
    expect(served.log.errors).toHaveLength(1)
    served.fail()
    peer.text(post('a.1'))
    expect(await peer.messageOf('done')).toMatchObject({ id: 'a.1', offset: 3 })
    await peer.leave()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
  })
})
