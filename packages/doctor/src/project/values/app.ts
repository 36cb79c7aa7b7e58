import { frameworkOf, type Value } from './value.ts'

/** A framework's app, or what it gives http.createServer(). */
export interface App {
  readonly framework: string
  /** `app.callback()` of Koa. */
  readonly isHandler: boolean
}

/** What of a framework stands where a server should. */
export function appIn({ path }: Extract<Value, { is: 'thing' }>): App | undefined {
  const callback = /^(.*)\.callback\(\)$/.exec(path)?.[1]
  if (callback !== undefined && frameworkOf(callback) === 'Koa') return { framework: 'Koa', isHandler: true }
  const framework = frameworkOf(path)
  return framework === undefined ? undefined : { framework, isHandler: false }
}
