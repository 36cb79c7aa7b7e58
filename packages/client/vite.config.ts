import { fileURLToPath } from 'node:url'

/** The client as one file for the browser, served at /parley/client.js. */
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
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      input: { client: fileURLToPath(new URL('./src/index.ts', import.meta.url)) },
      preserveEntrySignatures: 'strict',
      output: { format: 'es', entryFileNames: '[name].js', minify: true },
    },
  },
}
