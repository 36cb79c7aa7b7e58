import type { Edit } from '../../repair/edit.ts'
import { lineOf } from '../show.ts'
import { type Attach, propertyNode } from '../sites/sites.ts'
import type { Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import type { CallNode } from '../source/scopes.ts'

/** One place that looks at the path and gives each WebSocket server what is its own, instead of servers that each answer everything. */
export function shareServer(one: Attach, other: Attach): { lines: readonly string[]; repair?: readonly Edit[] } {
  const plain = [one, other].filter(({ library }) => library === 'ws')
  const parts = plain.map(partOf)
  const last = plain.at(-1)
  const isWhole = parts.every((part) => part !== undefined) && last !== undefined && one.module === other.module
  const known = parts.flatMap((part) => (part === undefined ? [] : [part]))
  const server = known[0]?.server ?? 'server'
  // Of two that take every path only one can be asked.
  const isClear = plain.length === 1 || known.filter(({ path }) => path === undefined).length < 2
  const foreign = [one, other].find(({ library }) => library !== 'ws')
  const lines = handlerLines(server, known, foreign?.path ?? undefined)
  if (!isWhole || !isClear || foreign?.path === null)
    return { lines: [...known.map(({ after }) => after.trim()), ...lines] }
  const { lineAt, text } = last.module.parsed
  const end = lineAt(last.node.end)
  const edits: Edit[] = known.map(({ line, before, after }) => ({
    do: 'replace',
    file: last.module.path,
    line,
    before,
    after: line === end ? [after, ...lines].join('\n') : after,
  }))
  if (!known.some(({ line }) => line === end)) {
    const before = lineOf(text, end)
    edits.push({ do: 'replace', file: last.module.path, line: end, before, after: [before, ...lines].join('\n') })
  }
  return { lines: [...known.map(({ after }) => after.trim()), ...lines], repair: edits }
}

interface Part {
  readonly name: string
  readonly server: string
  readonly path: string | undefined
  readonly line: number
  readonly before: string
  readonly after: string
}

/** `const a = new WebSocketServer({ server, path: '/a' })` on a line of its own, told to wait for what it is handed. */
function partOf(attach: Attach): Part | undefined {
  const line = withoutServer(attach)
  const name = nameBefore(attach.module, attach.node)
  return name === undefined || line === undefined || attach.path === null
    ? undefined
    : { ...line, name, path: attach.path }
}

/** The line where it is given its server, with `noServer: true` in that place. */
function withoutServer({ module, node }: Attach): Pick<Part, 'server' | 'line' | 'before' | 'after'> | undefined {
  const [options] = node.arguments as readonly Node[]
  if (options?.type !== 'ObjectExpression') return undefined
  const given = propertyNode(options, 'server')
  const property = options.properties.find((each) => each.type === 'Property' && each.value === given)
  const { lineAt, text } = module.parsed
  if (given?.type !== 'Identifier' || property === undefined) return undefined
  const line = lineAt(property.start)
  const before = lineOf(text, line)
  const column = property.start - text.lastIndexOf('\n', property.start - 1) - 1
  const after = `${before.slice(0, column)}noServer: true${before.slice(column + property.end - property.start)}`
  return { server: given.name, line, before, after }
}

function nameBefore({ parsed }: Module, { start }: Node): string | undefined {
  return /(?:const|let|var)\s+(\w+)\s*=\s*$/.exec(parsed.text.slice(0, start))?.[1]
}

/** One call of a function that makes a server of ws. */
export interface Making {
  readonly module: Module
  readonly call: CallNode
  /** The http.Server as it is called there. */
  readonly server: string | undefined
  readonly path: string | undefined | null
  /** The call gives back what was made. */
  readonly isGiven: boolean
}

/** The same for those that one function makes, called several times. */
export function shareMade(attach: Attach, makings: readonly Making[]): { lines: string[]; repair?: Edit[] } {
  const made = withoutServer(attach)
  if (made === undefined) return { lines: ['noServer: true'] }
  const parts = makings.flatMap(({ module, call, server, path, isGiven }) => {
    const name = nameBefore(module, call)
    const isKnown = name !== undefined && server !== undefined && typeof path === 'string'
    return isKnown && isGiven ? [{ ...made, name, server, path }] : []
  })
  const [first] = parts
  const last = makings.at(-1)
  if (first === undefined || last === undefined || parts.length < makings.length) return { lines: [made.after.trim()] }
  const rows = handlerLines(first.server, parts, undefined)
  const { lineAt, text } = last.module.parsed
  const end = lineAt(last.call.end)
  const before = lineOf(text, end)
  return {
    lines: [made.after.trim(), ...rows],
    repair: [
      { do: 'replace', file: attach.module.path, line: made.line, before: made.before, after: made.after },
      { do: 'replace', file: last.module.path, line: end, before, after: [before, ...rows].join('\n') },
    ],
  }
}

function handlerLines(server: string, parts: readonly Part[], foreignPath: string | undefined): string[] {
  const hand = (name: string) =>
    `${name}.handleUpgrade(request, socket, head, (ws) => ${name}.emit('connection', ws, request))`
  const paths = [...parts].sort((one, other) => Number(one.path === undefined) - Number(other.path === undefined))
  const isOf = (path: string) => `pathname === '${path}'`
  const branches = paths.map(({ name, path }, index) => {
    const rest = foreignPath === undefined ? '' : `if (!pathname.startsWith('${foreignPath}')) `
    const condition =
      path === undefined ? (index === 0 ? rest : 'else ') : `${index === 0 ? '' : 'else '}if (${isOf(path)}) `
    return `  ${condition}${hand(name)}`
  })
  const hasRest = foreignPath !== undefined || paths.some(({ path }) => path === undefined)
  return [
    `${server}.on('upgrade', (request, socket, head) => {`,
    "  const { pathname } = new URL(request.url, 'http://localhost')",
    ...branches,
    ...(hasRest ? [] : ['  else socket.destroy()']),
    '})',
  ]
}
