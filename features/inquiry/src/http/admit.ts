import type { FeatureContext } from '@parley/channel'
import { no, nobody } from '@parley/files'
import { keysLine, type Program, type Programs } from './keys.ts'

/** The program of a request; or the answer that says why it is none. */
export function admitted(request: Request, programs: Programs, context: FeatureContext): Program | Response {
  if (programs.isEmpty) return no(403, 'inquiry/off', `No program may do that here. ${keysLine}`)
  const program = programs.programOf(request)
  if (program === undefined) return nobody(`Send "Authorization: Bearer <key>" with one of the keys of ${keysLine}`)
  const retryAfterMs = program.take(context.now())
  if (retryAfterMs === 0) return program
  return no(429, 'too-fast', 'Requests come faster than this key may send them.', { retryAfterMs })
}

export function notForThisKey(right: string): Response {
  return no(403, 'not-allowed', `This key may not: "${right}" is not among what it "may".`)
}
