import type { Finding } from '@parley/diagnosis'

type Environment = Readonly<Record<string, string | undefined>>

/** Hosts that run a function for each request, by what they set. None of these has a process that a WebSocket could stay in. */
const functionHosts: readonly [name: string, isThere: (env: Environment) => boolean][] = [
  ['Vercel', (env) => env.VERCEL !== undefined],
  ['Netlify Functions', (env) => env.NETLIFY !== undefined || env.NETLIFY_DEV !== undefined],
  ['AWS Lambda', (env) => env.AWS_LAMBDA_FUNCTION_NAME !== undefined],
  ['Google Cloud Functions', (env) => env.FUNCTION_TARGET !== undefined && env.K_SERVICE !== undefined],
  ['Azure Functions', (env) => env.FUNCTIONS_WORKER_RUNTIME !== undefined],
]

export interface Process {
  readonly env: Environment
  /** One of several that node:cluster made: it cannot count them, so the second is the first that knows. */
  readonly isClusterWorker: boolean
  /** Whether what is published is kept by a store, which would refuse a second process or be shared. */
  readonly hasStore: boolean
}

/** What the place where this runs is not good for. */
export function judgeHosting({ env, isClusterWorker, hasStore }: Process): Finding[] {
  const findings: Finding[] = []
  const host = functionHosts.find(([, isThere]) => isThere(env))?.[0]
  if (host !== undefined) findings.push({ code: 'attach/functions-hosting', values: { host } })
  const isPm2Cluster = env.pm_id !== undefined && env.exec_mode === 'cluster_mode' && Number(env.instances ?? 1) !== 1
  if (!hasStore && (isClusterWorker || isPm2Cluster)) {
    const by = isPm2Cluster ? `pm2, instances: ${env.instances ?? '?'}` : 'node:cluster'
    findings.push({ code: 'attach/several-processes', values: { by } })
  }
  return findings
}
