import { describe, expect, it } from 'vitest'
import { judgeHosting, type Process } from './hosting.ts'

const places: [what: string, place: Partial<Process>, codes: string[]][] = [
  ['a computer', {}, []],
  ['Vercel', { env: { VERCEL: '1' } }, ['attach/functions-hosting']],
  ['Netlify', { env: { NETLIFY: 'true' } }, ['attach/functions-hosting']],
  ['Lambda', { env: { AWS_LAMBDA_FUNCTION_NAME: 'chat' } }, ['attach/functions-hosting']],
  ['Cloud Functions', { env: { FUNCTION_TARGET: 'chat', K_SERVICE: 'chat' } }, ['attach/functions-hosting']],
  ['Cloud Run, which keeps processes', { env: { K_SERVICE: 'chat' } }, []],
  ['Azure Functions', { env: { FUNCTIONS_WORKER_RUNTIME: 'node' } }, ['attach/functions-hosting']],
  ['a worker of a cluster', { isClusterWorker: true }, ['attach/several-processes']],
  ['a worker of a cluster with a store, which says it itself', { isClusterWorker: true, hasStore: true }, []],
  [
    'pm2 with several processes',
    { env: { pm_id: '1', exec_mode: 'cluster_mode', instances: '4' } },
    ['attach/several-processes'],
  ],
  ['pm2 with one process', { env: { pm_id: '0', exec_mode: 'cluster_mode', instances: '1' } }, []],
  ['pm2 as a watchman', { env: { pm_id: '0', exec_mode: 'fork_mode' } }, []],
]

describe('the place where it runs', () => {
  it.each(places)('%s', (_what, place, codes) => {
    const found = judgeHosting({ env: {}, isClusterWorker: false, hasStore: false, ...place })
    expect(found.map(({ code }) => code)).toEqual(codes)
  })
})
