// What one event with one outcome costs the whole process (both threads), and how fast it becomes durable:
//   npx tsc -b packages/sqlite && taskset -c 0 node packages/sqlite/bench/commit.mjs
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqlite } from '../dist/index.js'

const folder = mkdtempSync(join(tmpdir(), 'parley-bench-'))
console.log('channels  clients  group   µs CPU   durable/s')
for (const [channels, clients] of [
  [1, 10],
  [1, 1000],
  [8, 100],
  [8, 1000],
  [1000, 1000],
]) {
  for (const size of [1, 64, 256]) await measure(channels, clients, size)
}
rmSync(folder, { recursive: true })

async function measure(channels, clients, size) {
  const total = size === 1 ? 5_000 : 100_000
  const store = openSqlite(join(folder, `${channels}-${clients}-${size}.db`))
  const groups = makeGroups(channels, clients, size, total)
  const cpu = process.cpuUsage()
  const started = performance.now()
  const inFlight = 4
  const pending = []
  for (const group of groups) {
    if (pending.length === inFlight) await pending.shift()
    pending.push(store.commit(group))
  }
  await Promise.all(pending)
  const { user, system } = process.cpuUsage(cpu)
  const seconds = (performance.now() - started) / 1000
  const columns = [channels, clients, size, ((user + system) / total).toFixed(2), Math.round(total / seconds)]
  console.log(columns.map((text, i) => String(text).padStart([8, 9, 7, 9, 12][i])).join(''))
  await store.close()
}

function makeGroups(channels, clients, size, total) {
  const offsets = Array(channels).fill(0)
  const counters = Array(clients).fill(0)
  let seed = 1
  const random = (below) => {
    seed = (seed * 48271) % 2147483647
    return seed % below
  }
  const groups = []
  for (let made = 0; made < total; made += size) {
    const batches = new Map()
    for (let i = 0; i < size; i++) {
      const channel = random(channels)
      const client = random(clients)
      let batch = batches.get(channel)
      if (!batch) {
        batch = {
          channel: `chat/${channel}`,
          epoch: 'e1',
          after: offsets[channel],
          events: [],
          outcomes: [],
          at: 1.76e12 + made,
        }
        batches.set(channel, batch)
      }
      const offset = ++offsets[channel]
      const text = `Hello there, this is message ${made + i}`
      batch.events.push(
        `{"offset":${offset},"type":"posted","at":1762900000000,"data":{"id":"m${made + i}","by":"user-${client}","text":"${text}"}}`,
      )
      batch.outcomes.push({
        actor: `user-${client}`,
        command: `k${client}x7f3a.${++counters[client]}`,
        offset,
      })
    }
    groups.push([...batches.values()])
  }
  return groups
}
