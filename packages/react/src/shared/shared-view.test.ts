import type { Connection } from '@parley/client'
import { expect, test } from 'vitest'
import { notes } from '../../test/world.ts'
import { SharedView } from './shared-view.ts'

test('what nobody shows any more is not kept: who goes through many rooms holds the state of one', () => {
  let end = () => {}
  const handle = { state: { notes: [{ text: 'tea' }] }, status: 'open', onChange() {}, close() {} }
  const shared = new SharedView(
    {
      after: (run) => {
        end = run
        return () => {}
      },
      isPage: true,
      connection: { open: () => handle } as unknown as Connection,
      retain: () => () => {},
    },
    notes,
    'a',
    'notes',
  )
  const look = () => {
    const stop = shared.subscribe(() => {})
    const { notes } = shared.copy as typeof handle.state
    stop()
    return notes[0]
  }
  const first = look()
  expect(look()).toBe(first)
  end()
  expect(look()).not.toBe(first)
  expect(look()).toEqual(first)
})
