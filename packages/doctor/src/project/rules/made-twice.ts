import type { Project } from '../read-project.ts'
import { lineText, placeText } from '../show.ts'
import { type Attach, keyOf, propertyNode } from '../sites/sites.ts'
import type { Node } from '../source/parse.ts'
import { isFunction, lookUp } from '../source/scopes.ts'
import { textIn } from '../values/value.ts'
import { error, type Facts, type ProjectFinding } from './rule.ts'
import { type Making, shareMade } from './sharing.ts'

/** One function that makes a server of ws on an http.Server, called twice for the same one. */
export function madeTwice({ project, sites }: Facts): ProjectFinding[] {
  for (const attach of sites.attaches) {
    if (attach.library !== 'ws' || attach.mode !== 'server' || attach.isGuarded) continue
    const makings = makingsOf(project, attach)
    const [one, other] = makings
    if (one === undefined || other === undefined) continue
    const first = placeText(project, one.module, one.call)
    const second = placeText(project, other.module, other.call)
    const evidence = `${first}  ${lineText(one.module, one.call)} | ${second}  ${lineText(other.module, other.call)}`
    const mends = shareMade(attach, makings)
    return [error('project/two-websocket-servers', { values: { first, second }, evidence, ...mends })]
  }
  return []
}

/** The calls by which it is made, where all of them are sure to run and mean one http.Server. */
function makingsOf({ evaluator }: Project, { module, node, scope, argument }: Attach): Making[] {
  const { owner } = scope
  const [options] = node.arguments as readonly Node[]
  if (!isFunction(owner) || options?.type !== 'ObjectExpression' || argument === undefined) return []
  const calls = evaluator.callersOf(owner)
  const isSure = calls.every(
    (each) =>
      each.scope.owner === calls[0]?.scope.owner &&
      !each.module.outline.calls.some((call) => call.node === each.call && call.isGuarded),
  )
  if (calls.length < 2 || !isSure) return []
  /** What a name in the function stands for in that call: the node there, if it is a parameter. */
  const given = (said: Node | undefined, call: (typeof calls)[number]) => {
    const binding = said?.type === 'Identifier' ? lookUp(scope, said.name) : undefined
    const isOwn = binding?.kind === 'parameter' && binding.scope.owner === owner && binding.keys === undefined
    return isOwn && binding.index !== undefined
      ? { node: call.call.arguments[binding.index] as Node | undefined, scope: call.scope, module: call.module }
      : { node: said, scope, module }
  }
  const path = propertyNode(options, 'path')
  const makings = calls.map((each) => {
    const server = given(argument.node, each)
    const where = given(path, each)
    const key = keyOf(evaluator.valueOf(server.node, server.scope, server.module))
    const made = evaluator.valueOf(each.call, each.scope, each.module)
    return {
      module: each.module,
      call: each.call,
      key,
      server: server.node?.type === 'Identifier' && server.module === each.module ? server.node.name : undefined,
      path: path === undefined ? undefined : (textIn(evaluator.valueOf(where.node, where.scope, where.module)) ?? null),
      isGiven: made.is === 'thing' && made.made?.node === node,
    }
  })
  const [first] = makings
  return first?.key !== undefined && makings.every(({ key }) => key === first.key) ? makings : []
}
