import { type Actor, personOf } from '../define/actor.ts'
import type { Person } from '../messages/down.ts'
import { Encoded } from '../messages/encoded.ts'
import type { Reader } from './reader.ts'
import type { Runtime } from './runtime.ts'

/** A signal as the others hear it; `undefined`: its rule gave what cannot be said, which is reported. */
export function encodeSignal(
  { as = personOf }: { readonly as?: (actor: Actor) => Person },
  { channel, actor }: Reader,
  name: string,
  data: unknown,
  runtime: Runtime,
): Encoded | undefined {
  let what = `"as" of the signal "${name}" threw`
  try {
    const from = shown(as(actor))
    what = `what the schema of "${name}" gave is no JSON`
    return new Encoded(JSON.stringify({ type: 'signal', channel, name, from, data }))
  } catch (error) {
    runtime.report(error, `${channel}: ${what}`)
    return undefined
  }
}

/** What a person is to others, and nothing that came along with it. */
function shown({ id, name, guest }: Person): Person {
  if (typeof id === 'string' && typeof name === 'string') return personOf({ id, name, guest: guest === true })
  throw new TypeError('it must give a person at once: { id, name, guest? }')
}
