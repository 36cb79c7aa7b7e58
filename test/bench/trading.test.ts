// The measures of trading as they are run for figures, with few of everybody for a second each: what they find amiss is amiss.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { newFolder } from '../spawn-server.ts'

interface Figures {
  readonly orders: { readonly rows: readonly { readonly ordersPerSecond: number }[] }
  readonly feeds: { readonly results: readonly { readonly areSame: boolean }[] }
  readonly watchers: {
    readonly results: readonly {
      readonly alone: { readonly deliveredPerSecond: number; readonly behind: number }
      readonly slow: { readonly beside: { readonly behind: number }; readonly end: object } | undefined
    }[]
  }
}

const run = fileURLToPath(new URL('../../bench/dist/run.js', import.meta.url))
const few = ['--connections', '4', '--in-flight', '16', '--feed-rate', '50', '--watchers', '10', '--rate', '20']
const short = ['--rounds', '1', '--seconds', '1', '--warmup', '0', '--quiet', '0', '--levels', '20']

it('a market under load loses no order and no money, and all who watch end with its book', () => {
  const json = path.join(newFolder(), 'figures.json')
  const { status, stdout, stderr } = spawnSync(process.execPath, [run, 'trading', ...few, ...short, '--json', json], {
    encoding: 'utf8',
    timeout: 240_000,
  })
  expect(status, stderr).toBe(0)
  expect(stdout).not.toContain('AMISS')
  expect(stdout.match(/none lost, all money there/g)).toHaveLength(2)
  const { orders, feeds, watchers } = JSON.parse(readFileSync(json, 'utf8')) as Figures
  for (const { ordersPerSecond } of orders.rows) expect(ordersPerSecond).toBeGreaterThan(0)
  expect(feeds.results).toMatchObject([{ areSame: true }])
  for (const { alone } of watchers.results) {
    expect(alone.deliveredPerSecond).toBeGreaterThan(0)
    expect(alone.behind).toBe(0)
  }
  const slow = watchers.results.flatMap((result) => result.slow ?? [])
  expect(slow).toHaveLength(2)
  expect(slow).toMatchObject(
    slow.map(() => ({ beside: { behind: 0 }, end: { isThere: true, isSame: true, holes: 0 } })),
  )
}, 260_000)
