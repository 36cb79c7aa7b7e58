import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * The elements for the browser, served at /parley/inquiry/elements.js. The client stays outside: the server serves it once at
 * /parley/client.js, so all elements of a page share it. What a page shows lies beside elements.js under names with a hash of what is in them, which the
 * server lets browsers keep.
 */
export default {
  root: here('.'),
  publicDir: false,
  resolve: { conditions: ['@parley/source', 'browser', 'module', 'import', 'default'] },
  // Libraries ask for it; in a browser there is none.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist/browser',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      input: { elements: here('./src/elements-later.ts') },
      external: ['@parley/client'],
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name].[hash:16].js',
        hashCharacters: 'hex',
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
        paths: { '@parley/client': '../client.js' },
        minify: true,
      },
    },
  },
}
