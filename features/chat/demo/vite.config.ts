import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default {
  root: here('.'),
  resolve: {
    conditions: ['@parley/source', 'browser', 'module', 'import', 'default'],
    alias: [
      { find: '@parley/client', replacement: here('./fake-client.ts') },
      { find: /^.*\/client\/models-for\.ts$/u, replacement: here('./fake-models-for.ts') },
    ],
  },
  // Named here, so that nothing is discovered late and the page loaded again in the middle of a test.
  build: { target: 'es2022' },
  optimizeDeps: { noDiscovery: true, include: ['markdown-it'] },
}
