import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * The elements for the browser. The client stays outside: the server serves it once at /parley/client.js, and this
 * file at /parley/chat/elements.js, so all elements of a page share it.
 */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: false,
  resolve: {
    conditions: ['@parley/source', 'browser', 'module', 'import', 'default'],
    // What markdown-it brings along for rules that are off here; without it the file is a fifth smaller.
    alias: {
      entities: here('./lean/entities.ts'),
      'linkify-it': here('./lean/linkify-it.ts'),
      'punycode.js': here('./lean/punycode.ts'),
    },
  },
  // Libraries ask for it; in a browser there is none.
  define: { 'process.env.NODE_ENV': '"production"' },
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
