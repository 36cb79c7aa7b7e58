import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * The elements for the browser, served at /parley/notifications/elements.js. The client stays outside: the server serves it once at
 * /parley/client.js, so all elements of a page share it. The service worker beside it is made by vite.worker.config.ts.
 */
export default {
  root: here('.'),
  publicDir: false,
  resolve: { conditions: ['@parley/source', 'browser', 'module', 'import', 'default'] },
  // Libraries ask for it; in a browser there is none.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    outDir: 'dist/browser',
    // Two configurations write here; each makes the same files every time.
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      input: { elements: here('./src/elements.ts') },
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
