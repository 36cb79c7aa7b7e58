import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The service worker as one file without imports, served at /parley/notifications/sw.js. */
export default {
  root: here('.'),
  publicDir: false,
  resolve: { conditions: ['@parley/source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist/browser',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      input: { sw: here('./src/push/sw.ts') },
      output: { format: 'iife', entryFileNames: '[name].js', minify: true },
    },
  },
}
