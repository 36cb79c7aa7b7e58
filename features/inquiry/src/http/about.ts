import { json, wrongMethod } from '@parley/http'
import type { AboutDesk } from '../contract/index.ts'

/** `GET <path>/inquiry/about`: what a page must know before somebody asks; the same for everybody. `undefined`: no such address. */
export function aboutFetch(about: AboutDesk) {
  return async (request: Request): Promise<Response | undefined> => {
    if (!new URL(request.url).pathname.endsWith('/inquiry/about')) return undefined
    return request.method === 'GET' ? json(200, about) : wrongMethod('inquiry', 'GET')
  }
}
