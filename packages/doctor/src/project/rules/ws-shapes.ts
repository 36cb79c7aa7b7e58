import { major } from 'semver'
import type { Edit } from '../../repair/edit.ts'
import { folderOf, joinPath } from '../files/files.ts'
import { installedAt, readManifest } from '../manifest.ts'
import type { Project } from '../read-project.ts'
import { lineOf, lineText, placeText } from '../show.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import type { CallNode } from '../source/scopes.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** What of the package `ws` is called as it cannot be. */
export const wsShapeRules: readonly Rule[] = [
  {
    codes: ['project/ws-old', 'project/ws-server-in-module', 'project/ws-client-for-server'],
    after: ['project/require-in-module', 'project/import-in-commonjs', 'project/syntax'],
    find: wsShapes,
  },
]

/** The version of a package that Node would load, undefined where it is not installed. */
export function versionOf(project: Project, module: Module, name: string): string | undefined {
  const at = installedAt(project.files, folderOf(module.path), name)
  const manifest = at === undefined ? undefined : readManifest(project.files, at)
  return manifest === undefined || 'fault' in manifest ? undefined : manifest.version
}

function wsShapes({ project }: Facts): ProjectFinding[] {
  return project.modules.flatMap((module) =>
    module.outline.calls.flatMap(({ node, scope }): ProjectFinding[] => {
      const value = project.evaluator.valueOf(node, scope, module)
      if (value.is !== 'thing' || value.made?.node !== node || !value.path.startsWith('ws')) return []
      const version = versionOf(project, module, 'ws')
      const at = placeText(project, module, node)
      const evidence = `${at}  ${lineText(module, node)}`
      if (value.path === 'ws.WebSocketServer()' && version !== undefined && major(version) < 8) {
        const lines = ['npm install ws@latest']
        const repair: Edit[] = [{ do: 'run', folder: project.folder, command: ['npm', 'install', 'ws@latest'] }]
        return [
          error('project/ws-old', {
            values: { at, version },
            evidence: `${evidence} | ws ${version} is installed`,
            lines,
            repair,
          }),
        ]
      }
      const isModule =
        module.kind === 'esm' && !project.isTyped(module) && (version === undefined || major(version) >= 8)
      if (value.path === 'ws.Server()' && isModule) return [serverInModule(module, node, at, evidence)]
      const isServers = node.type === 'NewExpression' && value.path === 'ws()' && isServerOptions(node)
      return isServers ? [clientForServer(module, node, at, evidence)] : []
    }),
  )
}

/** `new WebSocket({ port: 8080 })`: a client has an address where a server has options. */
function isServerOptions(node: CallNode): boolean {
  const [first] = node.arguments as readonly Node[]
  if (first?.type !== 'ObjectExpression') return false
  return first.properties.some(
    (each) =>
      each.type === 'Property' && each.key.type === 'Identifier' && /^(?:server|port|noServer)$/.test(each.key.name),
  )
}

function serverInModule(module: Module, node: CallNode, at: string, evidence: string): ProjectFinding {
  const { text, lineAt } = module.parsed
  const mention = module.imports.find(({ specifier, how }) => specifier === 'ws' && how === 'import')
  const line = "import { WebSocketServer } from 'ws'"
  const own = mention === undefined ? '' : lineOf(text, mention.line)
  const renamed = own.replace(/\bServer(?=\s+as\s)/, 'WebSocketServer')
  // Under another name here: the name may stay.
  if (mention !== undefined && renamed !== own) {
    const repair: Edit[] = [{ do: 'replace', file: module.path, line: mention.line, before: own, after: renamed }]
    return error('project/ws-server-in-module', { values: { at }, evidence, lines: [renamed.trim()], repair })
  }
  const useLine = lineAt(node.start)
  const use = lineOf(text, useLine)
  const useAfter = use.replace(/new\s+(?:\w+\.)?Server\b/, 'new WebSocketServer')
  const lines = [line, useAfter.trim()]
  if (mention === undefined || useAfter === use)
    return error('project/ws-server-in-module', { values: { at }, evidence, lines })
  const before = lineOf(text, mention.line)
  // Others may use the default, which is the client.
  const isOnlyServer =
    /^\s*import\s+\w+\s+from/.test(before) &&
    (text.match(new RegExp(`\\b${/import\s+(\w+)/.exec(before)?.[1]}\\b`, 'g')) ?? []).length === 2
  const after =
    /\{\s*Server\s*\}/.test(before) || isOnlyServer || /\*\s+as/.test(before)
      ? before.replace(/import\s+(?:\{\s*Server\s*\}|\w+|\*\s+as\s+\w+)\s+from/, 'import { WebSocketServer } from')
      : before.replace(/import\s+(\w+)\s+from/, 'import $1, { WebSocketServer } from')
  const isOne = (text.match(/\bServer\b/g) ?? []).length <= 2
  const repair: Edit[] = [
    { do: 'replace', file: module.path, line: mention.line, before, after },
    { do: 'replace', file: module.path, line: useLine, before: use, after: useAfter },
  ]
  return error('project/ws-server-in-module', {
    values: { at },
    evidence,
    lines: [after.trim(), useAfter.trim()],
    ...(isOne && after !== before ? { repair } : {}),
  })
}

function clientForServer(module: Module, node: CallNode, at: string, evidence: string): ProjectFinding {
  const { text, lineAt } = module.parsed
  const useLine = lineAt(node.start)
  const use = lineOf(text, useLine)
  const name = /new\s+([\w$]+)/.exec(text.slice(node.start, node.end))?.[1] ?? 'WebSocket'
  const mention = module.imports.find(({ specifier }) => specifier === 'ws')
  const before = mention === undefined ? '' : lineOf(text, mention.line)
  // Somebody who calls it a server only forgot the braces.
  const braced = /Server/.test(name)
    ? before.replace(new RegExp(`\\b${name}\\b`), name === 'WebSocketServer' ? `{ ${name} }` : braces(before, name))
    : before
  const after = /Server/.test(name)
    ? use
    : use.replace(new RegExp(`new\\s+${name}\\b`), module.kind === 'cjs' ? `new ${name}.Server` : 'new WebSocketServer')
  const isSimple = mention !== undefined && (braced !== before || (after !== use && module.kind === 'cjs'))
  const repair: Edit[] = []
  if (mention !== undefined && braced !== before)
    repair.push({ do: 'replace', file: module.path, line: mention.line, before, after: braced })
  if (after !== use) repair.push({ do: 'replace', file: module.path, line: useLine, before: use, after })
  const lines =
    braced === before
      ? module.kind === 'cjs'
        ? [after.trim()]
        : ["import { WebSocketServer } from 'ws'", after.trim()]
      : [braced.trim()]
  return error('project/ws-client-for-server', { values: { at }, evidence, lines, ...(isSimple ? { repair } : {}) })
}

function braces(line: string, name: string): string {
  return /^\s*import/.test(line) ? `{ WebSocketServer as ${name} }` : `{ WebSocketServer: ${name} }`
}

/** Where the package of a page's or a server's client lies. */
export function clientVersion(project: Project, name: string): string | undefined {
  const at = installedAt(project.files, joinPath(project.folder, 'x'), name)
  const manifest = at === undefined ? undefined : readManifest(project.files, at)
  return manifest === undefined || 'fault' in manifest ? undefined : manifest.version
}
