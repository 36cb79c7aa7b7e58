// @vitest-environment happy-dom
import { act, createElement as h, type ReactNode, StrictMode, Suspense } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConnectionView, NotesView, StatusView, Suspending } from '../test/components.ts'
import { notes, world } from '../test/world.ts'
import { useView } from './index.ts'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

/** As where there is no page. */
function renderOnServer(node: ReactNode): string {
  vi.stubGlobal('window', undefined)
  try {
    return renderToString(node)
  } finally {
    vi.unstubAllGlobals()
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  }
}

/** A page that was sent as `html` and becomes `node`. */
async function hydrate(html: string, node: ReactNode) {
  const container = document.createElement('div')
  container.innerHTML = html
  const complaints: unknown[] = []
  const onRecoverableError = (error: unknown) => void complaints.push(error)
  const page = h(StrictMode, null, node)
  const root = await act(async () => hydrateRoot(container, page, { onRecoverableError }))
  return { container, complaints, unmount: () => act(async () => root.unmount()) }
}

test('a server renders without a connection, and a page takes over what it rendered', async () => {
  const { within, run, dialled } = world()
  const page = within(h(NotesView), h(StatusView), h(ConnectionView))
  const html = renderOnServer(page)
  expect([html, dialled()]).toEqual(['<p>opening []</p><i>connecting</i><u>none</u>', 0])
  const { container, complaints, unmount } = await hydrate(html, page)
  const first = container.firstElementChild
  await run(60)
  expect(complaints).toEqual([])
  expect(container.firstElementChild).toBe(first)
  expect([container.textContent, dialled()]).toEqual(['open []livemade', 1])
  await unmount()
})

test('a server renders the fallback of what suspends, and the page goes on from there', async () => {
  const { within, run, dialled } = world()
  const page = within(h(Suspense, { fallback: 'wait' }, h(Suspending)))
  const html = renderOnServer(page)
  expect([html.includes('wait'), dialled()]).toEqual([true, 0])
  const { container, unmount } = await hydrate(html, page)
  await run(60)
  expect(container.textContent).toBe('open []')
  await unmount()
})

function SendingTooEarly() {
  useView(notes, 'a').commands.add({ text: 'x' })
  return null
}

test('a command while a server renders throws, with a code', () => {
  const { within } = world()
  const thrown = expect.objectContaining({ code: 'ERR_PARLEY_RENDER' })
  expect(() => renderOnServer(within(h(SendingTooEarly)))).toThrow(thrown)
})

test('without a provider a hook says what is missing', () => {
  expect(() => renderOnServer(h(NotesView))).toThrow(expect.objectContaining({ code: 'ERR_PARLEY_PROVIDER' }))
})

function InTheKitchen() {
  return h('p', null, useView(notes, 'a', 'kitchen' as 'notes').status)
}

test('a view that the channel does not have is a mistake of the caller', () => {
  const { within } = world()
  expect(() => renderOnServer(within(h(InTheKitchen)))).toThrow(expect.objectContaining({ code: 'ERR_PARLEY_VIEW' }))
})
