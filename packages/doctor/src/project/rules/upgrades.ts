import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import { codeText, lineOf, lineText, placeText } from '../show.ts'
import type { Attach, Upgrade } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import { type CallNode, type FunctionNode, textOf } from '../source/scopes.ts'
import { nameIn } from './handlers.ts'
import { error, type Facts, type ProjectFinding, type Rule, warning } from './rule.ts'

/** Handlers of `upgrade` that people write, beside what libraries do. */
export const upgradeRules: readonly Rule[] = [
  { codes: ['project/upgrade-unanswered'], find: unanswered },
  {
    codes: ['project/upgrade-destroyed'],
    after: ['project/upgrade-taken-twice', 'project/two-websocket-servers'],
    find: destroyed,
  },
  { codes: ['project/socketio-destroys-upgrade'], find: socketIoDestroys },
]

/** The function of a handler, where it is written at the call or in the same file. */
export function upgradeFunction(
  project: Project,
  { node, scope, module }: Upgrade,
): { node: FunctionNode; module: Module } | undefined {
  const value = project.evaluator.valueOf(node.arguments[1] as Node, scope, module)
  return value.is === 'function' ? value : undefined
}

/** It gets the socket and does nothing with it, so that whoever connects waits for ever. */
function unanswered({ project, sites }: Facts): ProjectFinding[] {
  return sites.upgrades.flatMap((upgrade): ProjectFinding[] => {
    const found = upgradeFunction(project, upgrade)
    if (found === undefined || sites.upgrades.length > 1) return []
    const { module, node } = found
    const socket = nameIn(node.params[1] as Node | undefined)
    const isUsed = socket !== undefined && new RegExp(`\\b${socket}\\b`).test(bodyText(module, node))
    if (
      isUsed ||
      node.params.some((param) => (param as Node).type === 'RestElement') ||
      /\barguments\b/.test(bodyText(module, node))
    )
      return []
    const own = sites.attaches.find(({ argument }) => argument?.key !== undefined && argument.key === upgrade.key)
    if (own !== undefined) return []
    const at = placeText(project, upgrade.module, upgrade.node)
    const wss = serverByHand(project, upgrade.module)
    const [request, head] = [
      nameIn(node.params[0] as Node | undefined) ?? 'request',
      nameIn(node.params[2] as Node | undefined) ?? 'head',
    ]
    const lines = [
      `${wss}.handleUpgrade(${request}, ${socket ?? 'socket'}, ${head}, (ws) => ${wss}.emit('connection', ws, ${request}))`,
    ]
    return [
      error('project/upgrade-unanswered', {
        values: { at },
        evidence: `${at}  ${lineText(upgrade.module, upgrade.node)}`,
        lines,
      }),
    ]
  })
}

function bodyText(module: Module, node: FunctionNode): string {
  return node.body === null ? '' : module.parsed.text.slice(node.body.start, node.body.end)
}

/** The name of the `ws` server that waits for sockets. */
function serverByHand({ evaluator }: Project, module: Module): string {
  const found = [...module.outline.scope.names.values()].find(({ value, scope }) => {
    const made = evaluator.valueOf(value, scope, module)
    return made.is === 'thing' && /^ws\..*Server\(\)$/.test(made.path)
  })
  return found?.name ?? 'wss'
}

/** It ends the sockets of paths that it does not know, and somebody else on the server has such a path. */
function destroyed({ project, sites }: Facts): ProjectFinding[] {
  return sites.upgrades.flatMap((upgrade): ProjectFinding[] => {
    const found = upgradeFunction(project, upgrade)
    // Parley takes what is its own before anybody else hears of it.
    const attach = sites.attaches.find(
      ({ library, mode, argument }) =>
        library !== 'Parley' && mode === 'server' && argument?.key !== undefined && argument.key === upgrade.key,
    )
    if (found === undefined || attach === undefined) return []
    const socket = nameIn(found.node.params[1] as Node | undefined)
    const end = endOf(found.module, found.node, socket)
    const { path } = attach
    // It may leave that path alone by its name.
    if (
      end === undefined ||
      typeof path !== 'string' ||
      bodyText(found.module, found.node).includes(path.replace(/\/$/, ''))
    )
      return []
    const at = placeText(project, found.module, end)
    const other = placeText(project, attach.module, attach.node)
    const { lines, repair } = leftAlone(found, end, path)
    const evidence = `${at}  ${lineText(found.module, end)} | ${other}  ${lineText(attach.module, attach.node)}`
    return [
      error('project/upgrade-destroyed', {
        values: { at, other, library: attach.library, path },
        evidence,
        lines,
        ...(repair === undefined ? {} : { repair }),
      }),
    ]
  })
}

/** `socket.destroy()` in the handler itself. */
function endOf(module: Module, node: FunctionNode, socket: string | undefined): CallNode | undefined {
  return module.outline.calls.find(({ node: call }) => {
    const callee = call.callee as Node
    if (call.start < node.start || call.end > node.end || callee.type !== 'MemberExpression') return false
    return nameIn(callee.object as Node) === socket && /^(?:destroy|end)$/.test(textOf(callee.property as Node))
  })?.node
}

function leftAlone(
  { module, node }: { module: Module; node: FunctionNode },
  end: CallNode,
  path: string,
): { lines: string[]; repair?: Edit[] } {
  const request = nameIn(node.params[0] as Node | undefined)
  const line = module.parsed.lineAt(end.start)
  const before = lineOf(module.parsed.text, line)
  const call = codeText(module, end, 400)
  const after = before.replace(call, `if (!${request}.url.startsWith('${path}')) ${call}`)
  if (request === undefined || after === before || module.parsed.lineAt(end.end) !== line)
    return { lines: [`if (request.url.startsWith('${path}')) return`] }
  return { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
}

/** Socket.IO ends what nobody has answered within a second, and this handler waits for something first. */
function socketIoDestroys({ project, sites }: Facts): ProjectFinding[] {
  const io = sites.attaches.find(({ library, mode }) => library === 'Socket.IO' && mode === 'server')
  if (io === undefined || /destroyUpgrade/.test(io.module.parsed.text)) return []
  return sites.upgrades.flatMap((upgrade): ProjectFinding[] => {
    const found = upgradeFunction(project, upgrade)
    if (found === undefined || upgrade.key === undefined || upgrade.key !== io.argument?.key) return []
    const waits = found.module.outline.waits.some(
      ({ node }) => node.type === 'AwaitExpression' && node.start > found.node.start && node.end < found.node.end,
    )
    if (!waits && !/setTimeout\(|\.then\(/.test(bodyText(found.module, found.node))) return []
    const at = placeText(project, upgrade.module, upgrade.node)
    const other = placeText(project, io.module, io.node)
    const evidence = `${other}  ${lineText(io.module, io.node)} | ${at}  ${lineText(upgrade.module, upgrade.node)}`
    return [warning('project/socketio-destroys-upgrade', { values: { at, other }, evidence, ...keepUpgrades(io) })]
  })
}

function keepUpgrades({ module, node }: Attach): { lines: string[]; repair?: Edit[] } {
  const line = module.parsed.lineAt(node.start)
  const before = lineOf(module.parsed.text, line)
  const call = codeText(module, node, 2000)
  const [, options] = node.arguments as readonly Node[]
  const after =
    options === undefined
      ? before.replace(call, `${call.slice(0, -1)}, { destroyUpgrade: false })`)
      : options.type === 'ObjectExpression'
        ? before.replace(/,\s*\{/, ', { destroyUpgrade: false,')
        : before
  return after === before
    ? { lines: ['destroyUpgrade: false'] }
    : { lines: [after.trim()], repair: [{ do: 'replace', file: module.path, line, before, after }] }
}
