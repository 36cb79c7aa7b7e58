// @vitest-environment happy-dom
import { connect } from '@parley/client'
import { createElement as h, useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { press } from '../test/components.ts'
import { notes, show, world } from '../test/world.ts'
import { useCommand, useEvents, useSignal, useView } from './index.ts'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

/** Sends what is no text, then forgets the error, then sends a text. */
function Form() {
  const { commands } = useView(notes, 'a')
  const { send, isPending, error, reset } = useCommand(commands.add)
  const [text, setText] = useState<unknown>(5)
  const go = () => {
    if (error) reset()
    else send({ text: text as string })
    setText('tea')
  }
  return h('button', { type: 'button', onClick: go }, `${isPending ? 'pending' : 'idle'} ${error?.code ?? ''}`)
}

test('a command tells that it is out, and why it was refused', async () => {
  const { within, run } = world()
  const shown = await show(within(h(Form)))
  await run(60)
  await press(shown.container)
  expect(shown.text()).toBe('pending ')
  await run(60)
  expect(shown.text()).toBe('idle invalid-input')
  await press(shown.container)
  expect(shown.text()).toBe('idle ')
  await press(shown.container)
  expect(shown.text()).toBe('pending ')
  await run(60)
  expect(shown.text()).toBe('idle ')
  await shown.unmount()
})

const heard: string[] = []

function Hearing({ as }: { readonly as: string }) {
  const view = useView(notes, 'a')
  useSignal(view, 'wave', ({ hand }, { id }) => heard.push(`${as}: ${id} waves the ${hand}`))
  useEvents(view, ({ type }) => heard.push(`${as}: ${type}`))
  return null
}

test('signals and events are heard by the newest listener, for as long as the component is there', async () => {
  const { within, run, network } = world()
  const shown = await show(within(h(Hearing, { as: 'one' })))
  const ben = connect('ws://host', { environment: network.environment('ben') })
  const room = ben.open(notes, 'a', 'notes')
  await run(60)
  room.signals.wave({ hand: 'left' })
  await run(60)
  await shown.show(within(h(Hearing, { as: 'two' })))
  void room.commands.add({ text: 'x' })
  await run(60)
  await shown.unmount()
  room.signals.wave({ hand: 'right' })
  await run(60)
  expect(heard).toEqual(['one: ben waves the left', 'two: added'])
  ben.close()
})
