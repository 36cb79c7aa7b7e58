// @vitest-environment happy-dom
import { connect } from '@parley/client'
import { createElement as h, memo } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Adding, NotesView, press, StatusView } from '../test/components.ts'
import { notes, show, world } from '../test/world.ts'
import { ParleyProvider, useView } from './index.ts'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

test('a view is rendered as it opens and as it changes', async () => {
  const { within, run } = world()
  const shown = await show(within(h(NotesView), h(Adding, { text: 'tea' })))
  expect(shown.text()).toBe('opening []Add')
  await run(60)
  expect(shown.text()).toBe('open []Add')
  await press(shown.container)
  await run(60)
  expect(shown.text()).toBe('open [tea]Add')
  await shown.unmount()
})

test('in StrictMode, which mounts all twice, there is one connection, and one view for many components', async () => {
  const { within, run, dialled, network, opens } = world()
  const shown = await show(within(h(NotesView), h(NotesView), h(NotesView)))
  await run(60)
  expect([dialled(), network.open, opens()]).toEqual([1, 1, 1])
  expect(shown.text()).toBe('open []'.repeat(3))
  await shown.unmount()
})

test('the connection outlives a component that comes back, and is closed two seconds after the last', async () => {
  const { within, run, dialled, network } = world()
  const shown = await show(within(h(NotesView)))
  await run(60)
  await shown.show(null)
  await run(900)
  expect(network.open).toBe(1)
  await shown.show(within(h(NotesView)))
  expect(shown.text()).toBe('open []')
  await run(1_500)
  expect([network.open, dialled()]).toEqual([1, 1])
  await shown.unmount()
  await run(2_100)
  expect(network.open).toBe(0)
  const again = await show(within(h(NotesView)))
  await run(60)
  expect([again.text(), dialled()]).toEqual(['open []', 2])
  await again.unmount()
})

test('another key is another view, and what the last one showed is not shown for it', async () => {
  const { within, run } = world()
  const shown = await show(within(h(NotesView), h(Adding, { text: 'tea' })))
  await run(60)
  await press(shown.container)
  await run(60)
  await shown.show(within(h(NotesView, { name: 'b' })))
  expect(shown.text()).toBe('opening []')
  await run(60)
  expect(shown.text()).toBe('open []')
  await shown.unmount()
})

test('a connection that breaks is told by its status while the view stays as it was', async () => {
  const { within, run, network } = world()
  const shown = await show(within(h(NotesView), h(StatusView)))
  await run(60)
  expect(shown.text()).toBe('open []live')
  network.refuse(300)
  network.cut()
  await run(10)
  expect(shown.text()).toBe('open []client/lost')
  await run(3_000)
  expect(shown.text()).toBe('open []live')
  await shown.unmount()
})

const seen = {
  titles: 0,
  states: new Set<{ readonly notes: readonly unknown[]; readonly title: object }>(),
  selected: 0,
}

const Title = memo(function Title({ title }: { readonly title: { readonly text: string } }) {
  seen.titles += 1
  return title.text
})

function Keeping() {
  const { state, commands } = useView(notes, 'a')
  seen.states.add(state)
  const add = () => void commands.add({ text: 'x' })
  return h('button', { type: 'button', onClick: add }, h(Title, { title: state.title }))
}

test('parts of a state that are as they were are the same objects, and states that were shown stay as they were', async () => {
  const { within, run } = world()
  seen.states.clear()
  const shown = await show(within(h(Keeping)))
  await run(60)
  const { titles } = seen
  for (let times = 0; times < 2; times += 1) {
    await press(shown.container)
    await run(60)
  }
  expect(seen.titles).toBe(titles)
  expect(new Set([...seen.states].map(({ title }) => title)).size).toBe(1)
  expect([...seen.states].map((state) => state.notes.length)).toEqual([0, 1, 2])
  await shown.unmount()
})

function Selecting() {
  const { state } = useView(notes, 'a', 'notes', ({ title }) => title.text)
  seen.selected += 1
  return h('b', null, state)
}

test('a component that selects is not rendered again for what others do to the rest of the state', async () => {
  const { within, run, network } = world()
  const ben = connect('ws://host', { environment: network.environment('ben') })
  const room = ben.open(notes, 'a', 'notes')
  const shown = await show(within(h(Selecting), h(NotesView)))
  await run(60)
  const { selected } = seen
  void room.commands.add({ text: 'x' })
  await run(60)
  expect([shown.text(), seen.selected]).toEqual(['Notesopen [x]', selected])
  void room.commands.title({ text: 'Tea' })
  await run(60)
  expect(shown.text()).toBe('Teaopen [x]')
  await shown.unmount()
  ben.close()
})

function Refused() {
  const { status, error } = useView(notes, 'secret')
  return h('p', null, `${status} ${error?.code}`)
}

test('a refusal is for the component to show', async () => {
  const { within, run } = world()
  const shown = await show(within(h(Refused)))
  await run(60)
  expect(shown.text()).toBe('refused not-allowed')
  await shown.unmount()
})

test('a connection that the page has made is used and left open', async () => {
  const { options, run, network } = world()
  const connection = connect('ws://own', options)
  const shown = await show(h(ParleyProvider, { connection }, h(NotesView)))
  await run(60)
  expect(shown.text()).toBe('open []')
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  await shown.unmount()
  vi.advanceTimersByTime(5_000)
  vi.useRealTimers()
  await run(60)
  expect([connection.status.state, network.open]).toEqual(['live', 1])
  connection.close()
})
