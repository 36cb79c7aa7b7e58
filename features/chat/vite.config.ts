import { fileURLToPath } from 'node:url'

/**
 * The elements for the browser. The client stays outside: the server serves it once at /parley/client.js, and this
 * file at /parley/chat/elements.js, so all elements of a page share it.
 */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  resolve: { conditions: ['@parley/source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      input: { elements: fileURLToPath(new URL('./src/elements.ts', import.meta.url)) },
      external: ['@parley/client'],
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        paths: { '@parley/client': '../client.js' },
        minify: true,
      },
    },
  },
}
