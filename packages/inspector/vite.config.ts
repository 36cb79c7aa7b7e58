import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** The page's one script, served at /parley/inspect/inspector.js. */
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
    lib: { entry: { inspector: here('./src/page.ts') }, formats: ['es'] },
    rolldownOptions: { output: { format: 'es', entryFileNames: '[name].js', minify: true } },
  },
}
