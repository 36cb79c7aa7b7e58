import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

export default {
  root: here('.'),
  resolve: {
    conditions: ['@parley/source', 'browser', 'module', 'import', 'default'],
    alias: [{ find: '@parley/client', replacement: here('./fake-client.ts') }],
  },
  build: { target: 'es2022', rolldownOptions: { input: { index: here('./index.html') } } },
}
