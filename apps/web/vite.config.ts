import { fileURLToPath } from 'node:url'

/**
 * The site. Its page loads /parley/elements.js from the server it stands on, so the elements are neither bundled here
 * nor looked for. Everything is a file of our own: the page runs under a policy without inline scripts and styles.
 */
export default {
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { conditions: ['@parley/source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { input: fileURLToPath(new URL('./index.html', import.meta.url)) },
  },
}
