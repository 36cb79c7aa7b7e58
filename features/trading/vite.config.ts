import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

const chart = fileURLToPath(import.meta.resolve('lightweight-charts'))
const licence = readFileSync(chart, 'utf8').match(/^\/\*![\s\S]*?\*\//u)?.[0] ?? ''

/**
 * The elements for the browser, served at /parley/trading/elements.js. The client stays outside: the server serves it once at
 * /parley/client.js, so all elements of a page share it. The screen, and what draws its chart, lie beside elements.js under names with a hash of what is in them, which the
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
    // As a library, what is loaded later needs no helper, which would be a file of its own that every page waits for.
    lib: { entry: { elements: here('./src/elements-later.ts') }, formats: ['es'] },
    rolldownOptions: {
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      external: ['@parley/client'],
      preserveEntrySignatures: 'strict',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: '[name].[hash:16].js',
        hashCharacters: 'hex',
        paths: { '@parley/client': '../client.js' },
        minify: true,
        // Minified away else: who made what draws, and under which terms.
        postBanner: ({ name }: { readonly name: string }) => (name === 'drawing' ? licence : ''),
      },
    },
  },
}
