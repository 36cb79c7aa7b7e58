import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Made } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import type { CallNode, Scope } from '../source/scopes.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** express-ws changes an app, so it must come before its routes, and must know the server that listens. */
export const expressWsRules: readonly Rule[] = [
  { codes: ['project/express-ws-late', 'project/express-ws-server'], find: expressWs },
]

function expressWs({ project, sites }: Facts): ProjectFinding[] {
  return project.modules.flatMap((module) =>
    module.outline.calls.flatMap(({ node, scope }): ProjectFinding[] => {
      const value = project.evaluator.valueOf(node, scope, module)
      if (value.is !== 'thing' || value.path !== 'express-ws()' || value.made?.node !== node) return []
      const at = placeText(project, module, node)
      const evidence = `${at}  ${lineText(module, node)}`
      const [app, server] = node.arguments as readonly Node[]
      const early = project.modules.flatMap((other) => routeBefore(project, other, module, node, app, scope))
      const [first] = early
      if (first !== undefined) {
        const late = placeText(project, first.module, first.node)
        return [
          error('project/express-ws-late', {
            values: { at, late },
            evidence: `${evidence} | ${late}  ${lineText(first.module, first.node)}`,
            lines: [lineText(module, node)],
          }),
        ]
      }
      const given = app === undefined ? undefined : project.evaluator.valueOf(app, scope, module)
      const key = given?.is === 'thing' ? given.made?.node : undefined
      const made = sites.made.find(
        ({ handler }) => handler.is === 'thing' && handler.made?.node === key && key !== undefined,
      )
      const isOwn = sites.listens.some(({ framework }) => framework !== undefined)
      if (server !== undefined || made === undefined || isOwn || app === undefined) return []
      const madeAt = placeText(project, made.module, made.node)
      const seen = `${evidence} | ${madeAt}  ${lineText(made.module, made.node)}`
      return [
        error('project/express-ws-server', { values: { at, madeAt }, evidence: seen, ...appListens(sites, made) }),
      ]
    }),
  )
}

/** A route of express-ws, or a router that has one, which is made before express-ws knows the app. */
function routeBefore(
  project: Project,
  other: Module,
  module: Module,
  node: CallNode,
  app: Node | undefined,
  scope: Scope,
): { module: Module; node: CallNode }[] {
  const target = app === undefined ? undefined : project.evaluator.valueOf(app, scope, module)
  return other.outline.calls.flatMap((call) => {
    const callee = call.node.callee as Node
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.property.name !== 'ws')
      return []
    const on = project.evaluator.valueOf(callee.object as Node, call.scope, other)
    if (on.is !== 'thing' || !/^express\(\)$|^express\.Router\(\)$/.test(on.path)) return []
    if (other === module)
      return call.node.start < node.start && target?.is === 'thing' && call.scope.owner === undefined
        ? [{ module: other, node: call.node }]
        : []
    const mention = module.imports.find(({ specifier, isOptional }) => {
      const found = isOptional ? undefined : project.resolve(module, specifier)
      return found?.is === 'file' && found.path === other.path
    })
    if (mention === undefined) return []
    return mention.start < node.start || mention.how === 'import' ? [{ module: other, node: call.node }] : []
  })
}

/** `var server = app.listen(port)` where the server of one's own was made and began to listen: express-ws knows that of the app. */
function appListens({ listens }: Facts['sites'], made: Made): { lines: string[]; repair?: Edit[] } {
  const { module, node } = made
  const { text, lineAt } = module.parsed
  const listen = listens.find(({ key, module: of }) => key === node && of === module)
  const madeLine = lineAt(node.start)
  const before = lineOf(text, madeLine)
  const [, word, name] = /^\s*(var|let|const)\s+(\w+)\s*=/.exec(before) ?? []
  const [handler] = node.arguments as readonly Node[]
  if (listen === undefined || word === undefined || name === undefined || handler === undefined) {
    return { lines: ['expressWs(app, server)'] }
  }
  const line = lineAt(listen.node.start)
  const own = lineOf(text, line)
  const after = own.replace(
    new RegExp(`^(\\s*)${name}\\.listen\\(`),
    `$1${word} ${name} = ${codeText(module, handler)}.listen(`,
  )
  const between = text.slice(node.end, listen.node.start)
  const isAlone =
    lineAt(node.end) === madeLine &&
    /\)\s*;?\s*$/.test(before) &&
    !new RegExp(`\\b${name}\\b`).test(between.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))
  if (after === own || !isAlone) return { lines: [after.trim()] }
  const file = module.path
  const repair: Edit[] = [
    { do: 'replace', file, line: madeLine, before, after: undefined },
    { do: 'replace', file, line, before: own, after },
  ]
  return { lines: [after.trim()], repair }
}
