// A process of its own for the tests: opens the data file, says so, and commits one event after the other. It prints
// the offset of each as soon as it is acknowledged. Run it with the source loader.
import { writeSync } from 'node:fs'
import { openSqlite } from '../src/index.ts'

const [, , path, mode] = process.argv
const store = openSqlite(path)
const channel = 'log'
let after = (await store.load(channel))?.offset ?? 0
writeSync(1, `opened ${after}\n`)
if (mode === 'hold') setInterval(() => {}, 1000)
else if (mode === 'write') {
  // Several groups under way at once, so that the kill meets some of them in the middle.
  for (;;) await Promise.all([append(), append(), append(), append()])
}

async function append() {
  const offset = ++after
  const event = JSON.stringify({ offset, pad: 'x'.repeat((offset * 37) % 3000) })
  const outcomes = [{ actor: 'ana', command: `c.${offset}`, offset }]
  await store.commit([{ channel, epoch: 'e', after: offset - 1, events: [event], outcomes, at: Date.now() }])
  // Not buffered: what was printed before the kill was printed.
  writeSync(1, `${offset}\n`)
}
