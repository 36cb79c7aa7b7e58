import { fileURLToPath } from 'node:url'

/** A page of elements over an exchange in the page. `here`: a file in the folder of the page. */
export function demoConfig(here: (name: string) => string) {
  const client = fileURLToPath(new URL('./fake-client.ts', import.meta.url))
  return {
    root: here('.'),
    resolve: {
      conditions: ['@parley/source', 'browser', 'module', 'import', 'default'],
      alias: [{ find: '@parley/client', replacement: client }],
    },
    build: { target: 'es2022', rolldownOptions: { input: { index: here('./index.html') } } },
  }
}
