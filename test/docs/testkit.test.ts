// The example of the testkit's README, with the names it uses handed to it.
import { chatRoom } from '@parley/chat/client'
import { chatChannel } from '@parley/chat/server'
import { connect } from '@parley/client'
import * as testkit from '@parley/testkit'
import { expect, it } from 'vitest'
import { blocksOf } from './read-docs.ts'

it('the ten lines of the testkit hold', async () => {
  const [example = ''] = blocksOf('packages/testkit/README.md', 'ts')
  const { memoryServer, ...others } = testkit
  let server: testkit.MemoryServer | undefined
  const given = {
    ...others,
    chatChannel,
    chatRoom,
    connect,
    memoryServer: (options: testkit.MemoryServerOptions) => {
      server = memoryServer(options)
      return server
    },
  }
  const Asynchronous = Object.getPrototypeOf(async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<void>
  await new Asynchronous(...Object.keys(given), example)(...Object.values(given))
  const log = server?.store.log('chat/general').map(({ event }) => JSON.parse(event).type)
  expect(log).toEqual(['created', 'joined', 'posted'])
  expect(example.trim().split('\n').length).toBeLessThanOrEqual(12)
})
