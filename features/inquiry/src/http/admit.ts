import type { FeatureContext } from '@parley/channel'
import { type BearerKeys, no, nobody, tooFastForKey } from '@parley/http'
import { keysLine, type Program } from './keys.ts'

/** The program of a request; or the answer that says why it is none. */
export function admitted(request: Request, programs: BearerKeys<Program>, context: FeatureContext): Program | Response {
  if (programs.isEmpty) return no(403, 'inquiry/off', `No program may do that here. ${keysLine}`)
  const program = programs.holderOf(request)
  if (program === undefined) return nobody(`Send "Authorization: Bearer <key>" with one of the keys of ${keysLine}`)
  const retryAfterMs = program.take(context.now())
  if (retryAfterMs === 0) return program
  return no(429, 'too-fast', tooFastForKey, { retryAfterMs })
}

export function notForThisKey(right: string): Response {
  return no(403, 'not-allowed', `This key may not: "${right}" is not among what it "may".`)
}
