import { defineConfig } from 'vitest/config'

/** One core each, a minute and more: begun first (projects go by their names), so that others wait beside them and not after them. */
const computing = ['simulation/src/simulation.test.ts', 'conformance/src/fuzz/run.test.ts']
/** Beside the code. */
const units = ['{packages,features,apps}/*/src/**/*.test.ts', '{bench,conformance,simulation,zoo}/src/**/*.test.ts']
/** Through what belongs together: processes, browsers, files. */
const house = [
  '{packages,features,apps}/*/test/**/*.test.ts',
  'examples/*.test.ts',
  'test/**/*.test.ts',
  'zoo/test/*.test.ts',
]
/** Through networks made for them. While a card comes or goes, every Chromium on the machine gives up what it loads. */
const network = ['test/network/*.test.ts']

export default defineConfig({
  resolve: { conditions: ['@parley/source'] },
  ssr: { resolve: { conditions: ['@parley/source', 'node', 'import', 'module', 'default'] } },
  test: {
    typecheck: { enabled: false },
    // Much of the time is waiting, for browsers, for other processes and for deadlines: by default two cores get one worker.
    maxWorkers: 3,
    reporters: ['default', './tools/count-reporter.ts'],
    projects: [
      { extends: true, test: { name: 'computing', include: computing } },
      // Loading what they test is most of their time, and they leave nothing behind: the files of one worker share it.
      { extends: true, test: { name: 'units', include: units, exclude: computing, isolate: false } },
      { extends: true, test: { name: 'house', include: house, exclude: network } },
      // They measure how long networks take.
      { extends: true, test: { name: 'network', include: network, maxWorkers: 2, sequence: { groupOrder: 1 } } },
    ],
    // What is waited for comes soon, except on a machine that is busy with the two files beside it.
    expect: { poll: { timeout: 10_000 } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
