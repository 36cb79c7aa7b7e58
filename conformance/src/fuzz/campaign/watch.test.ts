import { expect, test } from 'vitest'
import { watch } from './watch.ts'

const orders = { target: 'any', seed: 1, seconds: 1, corpus: '/nowhere', keeps: false }

/** A thread that begins one input of three bytes and then does `code`. */
function thread(code: string): URL {
  const begin = `
    import { workerData } from 'node:worker_threads'
    const head = new Int32Array(workerData.memory, 0, 2)
    new Uint8Array(workerData.memory, 8).set([7, 8, 9])
    Atomics.store(head, 1, 3)
    Atomics.add(head, 0, 1)`
  return new URL(`data:text/javascript,${encodeURIComponent(`${begin}\n${code}`)}`)
}

test.each([
  ['never ends', 'for (;;);', /^hangs: /],
  ['is never answered', 'await new Promise(() => setInterval(() => {}, 1000))', /^hangs: /],
  [
    'throws where nobody catches',
    "setImmediate(() => { throw new Error('planted') })",
    /brought the thread down: Error: planted/,
  ],
  ['ends the thread', 'process.exit(3)', /^ended the thread with code 3/],
])('an input that %s is a finding, with the input', async (_what, code, problem) => {
  const finding = await watch(orders, () => undefined, thread(code), 400)
  expect(finding?.problem).toMatch(problem)
  expect(finding?.input).toEqual(Uint8Array.of(7, 8, 9))
})
