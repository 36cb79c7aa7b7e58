import { fileURLToPath } from 'node:url'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/**
 * The site. Its pages load /parley/elements.js from the server they stand on, so the elements are neither bundled here
 * nor looked for. Everything is a file of our own: they run under a policy without inline scripts and styles.
 */
export default {
  root: file('.'),
  resolve: { conditions: ['@parley/source', 'browser', 'module', 'import', 'default'] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      // How long a plugin takes on a busy machine concerns nobody who starts the site.
      checks: { pluginTimings: false },
      input: [
        ...['./index.html', './notifications/index.html', './shop/index.html', './desk/index.html'],
        './trading/index.html',
      ].map(file),
    },
  },
}
