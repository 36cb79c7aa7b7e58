import { fileURLToPath } from 'node:url'

export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: {
    conditions: ['@parley/source', 'browser', 'module', 'import', 'default'],
    alias: { '@parley/client': fileURLToPath(new URL('./fake-client.ts', import.meta.url)) },
  },
  optimizeDeps: { noDiscovery: true },
}
