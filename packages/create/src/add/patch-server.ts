import type { Node } from 'oxc-parser'
import { declarationOf, requiredModule } from './declarations.ts'
import { type Edit, lineAfter, lineBefore, stillParses } from './edits.ts'
import { type Listening, unclearAt } from './find-server.ts'
import { importsFor } from './imports.ts'
import type { Kinds } from './kinds.ts'
import type { Source } from './source.ts'

/** What is done to the file of the server. */
export interface ServerPatch {
  readonly source: Source
  readonly edits: readonly Edit[]
}

/**
 * The imports and the line that attaches. Throws `create/unclear-server` where the statement cannot be changed without a change of what
 * the program does.
 */
export function patchServer(
  listening: Listening,
  kinds: Kinds,
  isModuleByDefault: boolean,
  lines: readonly string[],
): ServerPatch {
  const { source, edits } = placed(listening, kinds, lines)
  const { attach, chat, edits: imports } = importsFor(source, isModuleByDefault)
  const { semicolon } = source.style
  const line = (server: string) => `${attach}(${server}, { features: [${chat}()] })${semicolon}`
  const all = [...imports, ...edits(line)]
  // Whatever was not thought of: it is still a program.
  if (!stillParses(source, all)) throw unclearAt(listening.source, listening.call, lines)
  return { source, edits: all }
}

interface Placed {
  readonly source: Source
  readonly edits: (line: (server: string) => string) => readonly Edit[]
}

function placed(listening: Listening, kinds: Kinds, lines: readonly string[]): Placed {
  const { source, call, receiver, on } = listening
  if (on.kind === 'fastify') return beforeFastify(listening, lines)
  const outer = outermost(source, call, kinds)
  if (on.kind === 'server' && receiver.type === 'Identifier') {
    // It has a name already. The line goes below what makes it, in whichever file that is.
    const made = on.source
    const named = namedBy(made, outermost(made, on.node, kinds))
    if (named === undefined) throw unclearAt(source, call, lines)
    return { source: made, edits: (line) => [lineAfter(made, named.statement, line(named.name))] }
  }
  // app.listen(…), or http.createServer(app).listen(…): what it gives is the server.
  const named = namedBy(source, outer)
  if (named !== undefined) return { source, edits: (line) => [lineAfter(source, named.statement, line(named.name))] }
  const statement = source.parentOf(outer)
  if (statement?.type !== 'ExpressionStatement' || !isInBlock(source, statement)) throw unclearAt(source, call, lines)
  const server = freeName(source, ['server', 'httpServer', 'listeningServer'])
  if (server === undefined) throw unclearAt(source, call, lines)
  const start = { from: statement.start, to: statement.start, text: `const ${server} = ` }
  return { source, edits: (line) => [start, lineAfter(source, statement, line(server))] }
}

/** Fastify makes its server at once; its `listen` gives an address. */
function beforeFastify({ source, call, receiver }: Listening, lines: readonly string[]): Placed {
  const statement = [...source.around(call)].find((node) => isStatement(node) && isInBlock(source, node))
  const options = call.arguments[0]
  if (receiver.type !== 'Identifier' || statement === undefined || options?.type !== 'ObjectExpression')
    throw unclearAt(source, call, lines)
  const declared = declarationOf(source, receiver.name, statement.start)
  if (declared === undefined || declared.node.start > statement.start) throw unclearAt(source, call, lines)
  const host = hostOnly(source, options)
  return { source, edits: (line) => [lineBefore(source, statement, line(`${receiver.name}.server`)), ...host] }
}

/** For `localhost`, which is also what it listens on without a word, Fastify may open a second server, which nothing can be attached to. */
function hostOnly({ text }: Source, options: Node & { type: 'ObjectExpression' }): Edit[] {
  const properties = options.properties.filter((each) => each.type === 'Property')
  const host = properties.find(({ key }) => key.type === 'Identifier' && key.name === 'host')
  const quote = text.includes('"') && !text.includes("'") ? '"' : "'"
  const address = `${quote}127.0.0.1${quote}`
  if (host !== undefined) {
    const { value } = host
    return value.type === 'Literal' && value.value === 'localhost'
      ? [{ from: value.start, to: value.end, text: address }]
      : []
  }
  const last = options.properties.at(-1)
  // Other properties may come from what is spread, or it is a path.
  if (
    options.properties.length !== properties.length ||
    properties.some(({ key }) => key.type === 'Identifier' && key.name === 'path')
  )
    return []
  if (last === undefined) return [{ from: options.start, to: options.end, text: `{ host: ${address} }` }]
  return [{ from: last.end, to: last.end, text: `, host: ${address}` }]
}

/** `var name = expression` as a statement, with or without `export`, or `name = expression`. */
function namedBy(source: Source, expression: Node): { name: string; statement: Node } | undefined {
  let parent = source.parentOf(expression)
  while (parent !== undefined && /^(AwaitExpression|TS\w+Expression|ParenthesizedExpression)$/.test(parent.type))
    parent = source.parentOf(parent)
  if (parent?.type === 'AssignmentExpression' && parent.left.type === 'Identifier') {
    const statement = source.parentOf(parent)
    if (statement?.type !== 'ExpressionStatement' || !isInBlock(source, statement)) return undefined
    return { name: parent.left.name, statement }
  }
  if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return undefined
  const declaration = source.parentOf(parent)
  if (declaration === undefined) return undefined
  const exported = source.parentOf(declaration)
  const statement = exported?.type === 'ExportNamedDeclaration' ? exported : declaration
  return isInBlock(source, statement) ? { name: parent.id.name, statement } : undefined
}

/** The whole of a chain whose value is the server: `app.listen(3000).on('error', …)`. */
function outermost(source: Source, call: Node, kinds: Kinds): Node {
  let outer = call
  for (;;) {
    const member = source.parentOf(outer)
    const next = member === undefined ? undefined : source.parentOf(member)
    if (member?.type !== 'MemberExpression' || next?.type !== 'CallExpression' || next.callee !== member) return outer
    if (kinds.of(source, next).kind !== 'server') return outer
    outer = next
  }
}

function isInBlock(source: Source, statement: Node): boolean {
  const parent = source.parentOf(statement)
  return parent?.type === 'Program' || parent?.type === 'BlockStatement'
}

function isStatement(node: Node): boolean {
  return /(Statement|Declaration)$/.test(node.type) && node.type !== 'BlockStatement'
}

/** The first that the file uses for nothing yet. */
function freeName(source: Source, names: readonly string[]): string | undefined {
  const used = new Set(source.nodes.flatMap((node) => (node.type === 'Identifier' ? [node.name] : [])))
  return names.find((name) => !used.has(name))
}

/** Whether Parley is attached in this file already: the place. */
export function attachedIn(source: Source): string | undefined {
  const call = source.nodes.find((node) => {
    if (node.type !== 'CallExpression') return false
    if (node.callee.type === 'MemberExpression') {
      const { object, property } = node.callee
      return isParley(source, object, '*') && property.type === 'Identifier' && property.name === 'attach'
    }
    return isParley(source, node.callee, 'attach')
  })
  return call === undefined ? undefined : source.placeOf(call)
}

function isParley(source: Source, node: Node, name: string): boolean {
  if (requiredModule(node) === 'parley') return name === '*'
  if (node.type !== 'Identifier') return false
  const value = declarationOf(source, node.name, node.start)?.value
  return value?.kind === 'module' && value.module === 'parley' && value.name === name
}
