/** A page of elements over what plays the server, `fake-client.ts` beside it. `here`: a file in the folder of the page. */
export function demoConfig(here: (name: string) => string) {
  return {
    root: here('.'),
    resolve: {
      conditions: ['@parley/source', 'browser', 'module', 'import', 'default'],
      alias: [{ find: '@parley/client', replacement: here('./fake-client.ts') }],
    },
    build: { target: 'es2022', rolldownOptions: { input: { index: here('./index.html') } } },
  }
}
