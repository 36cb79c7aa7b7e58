import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['@parley/source'] },
  ssr: { resolve: { conditions: ['@parley/source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: [
      '{packages,features,apps}/*/{src,test}/**/*.test.ts',
      'examples/*.test.ts',
      '{bench,conformance,simulation}/src/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    typecheck: { enabled: false },
    // Much of the time is waiting, for browsers, for other processes and for deadlines: by default two cores get one worker.
    maxWorkers: 2,
    reporters: ['default', './tools/count-reporter.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
