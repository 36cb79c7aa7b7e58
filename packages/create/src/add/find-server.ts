import type { Node } from 'oxc-parser'
import { Refused } from '../refused.ts'
import type { Kinds, Known } from './kinds.ts'
import type { Source } from './source.ts'

/** A call that makes a server listen, and whose. */
export interface Listening {
  readonly source: Source
  readonly call: Node & { readonly type: 'CallExpression' }
  /** What `listen` is called on. */
  readonly on: Known
  readonly receiver: Node
}

/**
 * The one server of a project that listens; `undefined` if nothing listens. Throws `create/several-servers` if there are more,
 * `create/unclear-server` if something listens of which is not known what it is. `lines`: to write by hand then.
 */
export function findListening(
  sources: readonly Source[],
  kinds: Kinds,
  lines: readonly string[],
): Listening | undefined {
  const all = sources.flatMap((source) => listeningIn(source, kinds))
  const clear = all.filter(({ on }) => on.kind !== 'unknown')
  const servers = new Map(clear.map((each) => [serverOf(each), each]))
  if (servers.size > 1) {
    const places = [...servers.values()].map(({ source, call }) => source.placeOf(endOf(call))).join(', ')
    throw new Refused({ code: 'create/several-servers', values: { places }, lines })
  }
  const [found] = servers.values()
  if (found !== undefined) return found
  const [unclear] = all
  if (unclear !== undefined) throw unclearAt(unclear.source, unclear.call, lines)
  return undefined
}

export function unclearAt(source: Source, node: Node, lines: readonly string[]): Refused {
  return new Refused({
    code: 'create/unclear-server',
    values: { place: source.placeOf(node), code: source.quoted(node) },
    lines,
  })
}

function listeningIn(source: Source, kinds: Kinds): Listening[] {
  return source.nodes.flatMap((call) => {
    if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return []
    const { property, object, computed } = call.callee
    if (computed || property.type !== 'Identifier' || property.name !== 'listen') return []
    return [{ source, call, receiver: object, on: kinds.of(source, object) }]
  })
}

/** What tells two servers apart: each call of an app's `listen` makes one; a server is one, however often `listen` is written. */
function serverOf({ source, call, on }: Listening): string {
  return on.kind === 'app' ? `${source.file}:${call.start}` : `${on.source.file}:${on.node.start}`
}

/** Where the name `listen` stands, which in a chain is lines after its beginning. */
function endOf(call: Listening['call']): Node {
  return call.callee.type === 'MemberExpression' ? call.callee.property : call
}
