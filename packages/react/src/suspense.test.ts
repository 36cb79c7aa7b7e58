// @vitest-environment happy-dom
import { createElement as h, Suspense } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Boundary, press, Suspending } from '../test/components.ts'
import { show, world } from '../test/world.ts'

beforeEach(() => vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true))
afterEach(() => vi.unstubAllGlobals())

test('the fallback stands until the server has answered, also where the boundary is outside of the provider', async () => {
  const { within, run, dialled } = world()
  const shown = await show(h(Suspense, { fallback: 'wait' }, within(h(Suspending))))
  expect(shown.text()).toBe('wait')
  await run(60)
  expect([shown.text(), dialled()]).toEqual(['open []', 1])
  await run(40_000)
  expect([shown.text(), dialled()]).toEqual(['open []', 1])
  await shown.unmount()
})

test('a refusal goes to the error boundary, and trying again asks again, once', async () => {
  const { within, run, opens } = world()
  const shown = await show(
    within(h(Boundary, null, h(Suspense, { fallback: 'wait' }, h(Suspending, { name: 'secret' })))),
  )
  await run(60)
  expect([shown.text(), opens()]).toEqual(['not-allowed', 1])
  await run(5_000)
  await press(shown.container)
  expect(shown.text()).toBe('wait')
  await run(60)
  expect([shown.text(), opens()]).toEqual(['not-allowed', 2])
  await run(5_000)
  expect(opens()).toBe(2)
  await shown.unmount()
})

test('what a suspended component has opened and never shows is closed', async () => {
  const { within, run, network } = world()
  const shown = await show(h(Suspense, { fallback: 'wait' }, within(h(Suspending))))
  await shown.unmount()
  await run(20)
  expect(network.open).toBe(1)
  await run(32_000)
  expect(network.open).toBe(0)
})
