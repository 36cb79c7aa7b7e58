import { fileURLToPath } from 'node:url'

/** What only parts need, although several of them do. */
const later = /\/elements\/(?:dialogs\/|panels\/|app\/rooms-styles|src\/popups\/dialog)/

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * The elements for the browser. The client stays outside: the server serves it once at /parley/client.js, and these
 * files at /parley/chat/, so all elements of a page share it. What comes after the first picture (`elements/parts.ts`) lies beside
 * elements.js under names with a hash of what is in them, which the server lets browsers keep.
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
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      input: { elements: fileURLToPath(new URL('./src/elements.ts', import.meta.url)) },
      external: ['@parley/client'],
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name].[hash:16].js',
        hashCharacters: 'hex',
        // What elements.js and the parts share, Lit above all: elements.js names it beside client.js, so the way to it is no longer.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2, test: (id: string) => !later.test(id) }] },
        paths: { '@parley/client': '../client.js' },
        minify: true,
      },
    },
  },
}
