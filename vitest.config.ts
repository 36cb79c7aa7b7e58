import { defineConfig } from 'vitest/config'

/** Beside the code. */
const units = ['{packages,features,apps}/*/src/**/*.test.ts', '{bench,conformance,simulation}/src/**/*.test.ts']
/** Through what belongs together: processes, browsers, files. */
const house = ['{packages,features,apps}/*/test/**/*.test.ts', 'examples/*.test.ts', 'test/**/*.test.ts']
/** Through networks made for them. While a card comes or goes, every Chromium on the machine gives up what it loads. */
const network = ['test/network/*.test.ts']

export default defineConfig({
  resolve: { conditions: ['@parley/source'] },
  ssr: { resolve: { conditions: ['@parley/source', 'node', 'import', 'module', 'default'] } },
  test: {
    typecheck: { enabled: false },
    // Much of the time is waiting, for browsers, for other processes and for deadlines: by default two cores get one worker.
    maxWorkers: 2,
    reporters: ['default', './tools/count-reporter.ts'],
    projects: [
      // Loading what they test is most of their time, and they leave nothing behind: the files of one worker share it.
      { extends: true, test: { name: 'units', include: units, isolate: false } },
      { extends: true, test: { name: 'house', include: house, exclude: network } },
      { extends: true, test: { name: 'network', include: network, sequence: { groupOrder: 1 } } },
    ],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
