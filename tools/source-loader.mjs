// Runs the TypeScript sources on Node 20 without a build:
//   node --conditions=@parley/source --import ./tools/source-loader.mjs packages/x/src/y.ts
import { register } from 'node:module'

register('./source-loader-hooks.mjs', import.meta.url)
