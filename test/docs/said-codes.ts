// Which codes the sources say, read from their syntax trees: comments and tests say none.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseSync } from 'vite'
import { root } from './read-docs.ts'

export interface SaidCodes {
  /** Codes that something throws, answers or shows, each with the first file that does. */
  readonly said: ReadonlyMap<string, string>
  /** Every text in the sources that could be a code: those that are said, compared with, put into words. */
  readonly named: ReadonlySet<string>
}

interface Node {
  readonly type: string
  readonly [field: string]: unknown
}

const thrown = /^ERR_[A-Z0-9_]*[A-Z0-9]$/
/** Families that nothing but codes has: wherever such a text stands, it is said. */
const alwaysCodes = /^(?:attach|connect|handshake|inspect|page|probe|project|why)\//
const answered = /^[a-z]+\/[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
/** What has the shape of an answered code and is a media type (RFC 6838). */
const mediaType = /^(?:application|audio|font|image|message|model|multipart|text|video)\/(?!too-|invalid-|un)/
/** The catalogue itself, and what only tests use. */
const aside = /(?:^packages\/(?:diagnosis|testkit)\/)|\/testing\/|\.test(?:-d)?\.ts$/
/** Calls that take a name of that shape, a channel's or an address's, and say nothing by it. */
const listeners =
  /^(?:URL|RegExp|channel|endsWith|find|get|has|includes|open|query|register|split|startsWith|subscribe)$/

export function saidCodes(): SaidCodes {
  const said = new Map<string, string>()
  const named = new Set<string>()
  for (const { file, program } of sources()) {
    const say = (code: string) => {
      if (!mediaType.test(code) && !said.has(code)) said.set(code, file)
    }
    for (const code of codesOfInterfaces(program)) if (file.startsWith('packages/')) say(code)
    walk(program, [], (text, parents) => {
      if (!thrown.test(text) && !answered.test(text)) {
        if (isInTable(parents, /^Code$/)) say(text)
        return
      }
      named.add(text)
      if (thrown.test(text) ? !isCompared(parents) : isAnswer(text, parents)) say(text)
    })
  }
  for (const [code, file] of composed()) if (!said.has(code)) said.set(code, file)
  for (const code of said.keys()) named.add(code)
  return { said, named }
}

/** What an interface says of its field `code`, where that is one of some texts: `code: 'unknown-key' | 'no-erase'`. */
function codesOfInterfaces(program: Node): readonly string[] {
  const statements = program.body as readonly (Node & { readonly declaration?: Node | null })[]
  const declared = statements.map((statement) => statement.declaration ?? statement)
  const interfaces = declared.filter(({ type }) => type === 'TSInterfaceDeclaration')
  return interfaces.flatMap(({ body }) => {
    const fields = (body as { readonly body: readonly Node[] }).body.filter(({ key }) => nameOf(key) === 'code')
    return fields.flatMap(({ typeAnnotation }) => {
      const { typeAnnotation: type } = (typeAnnotation ?? {}) as { readonly typeAnnotation?: Node }
      const types = (type?.types ?? [type]) as readonly (
        | { readonly literal?: { readonly value?: unknown } }
        | undefined
      )[]
      return types.flatMap((each) => (typeof each?.literal?.value === 'string' ? [each.literal.value] : []))
    })
  })
}

/** Codes that are put together: behind the name of a feature comes what packages/http and packages/files say for it. */
function composed(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>()
  const tails = new Set(['method'])
  const words = new Set<string>()
  for (const { program } of sources('packages/files')) {
    walk(program, [], (text, parents) => {
      const isTemplate = parents.at(-1)?.type === 'TemplateLiteral'
      const call = parents.findLast(({ type }) => type === 'CallExpression' || type === 'NewExpression')
      const callee = nameOf(call?.callee)
      if (isTemplate && /^_[A-Z]+$/.test(text) && callee === 'UsageError') words.add(text)
      if (isTemplate && /^\/[a-z-]+$/.test(text) && /^(?:no|fail)$/.test(callee)) tails.add(text.slice(1))
      if (!isTemplate && /^[a-z]+-[a-z-]+$/.test(text) && /^(?:no|FileRefused)$/.test(callee) && !isCommon(text))
        tails.add(text)
    })
  }
  for (const { file, program } of sources()) {
    const feature = /^features\/(\w+)\//.exec(file)?.[1]
    walk(program, [], (text, parents) => {
      const { type, callee } = parents.at(-1) ?? { type: '' }
      const isFeature = type === 'CallExpression' && nameOf(callee) === 'wrongMethod' && /^[a-z]+$/.test(text)
      if (isFeature) codes.set(`${text}/method`, file)
      if (type !== 'ImportDeclaration' || !/^@parley\/files(?:\/|$)/.test(text) || feature === undefined) return
      for (const tail of tails) codes.set(`${feature}/${tail}`, file)
      for (const word of words) codes.set(`ERR_${feature.toUpperCase()}${word}`, file)
    })
  }
  return codes
}

/** What is the wire's word for it, whoever the feature is. */
function isCommon(text: string): boolean {
  return text === 'bad-message' || text === 'too-fast'
}

function* sources(within = ''): Generator<{ readonly file: string; readonly program: Node }> {
  for (const group of ['packages', 'features', 'apps']) {
    for (const name of readdirSync(path.join(root, group))) {
      const folder = `${group}/${name}`
      if (!folder.startsWith(within) || !existsSync(path.join(root, folder, 'src'))) continue
      for (const inside of readdirSync(path.join(root, folder, 'src'), { recursive: true }) as string[]) {
        const file = `${folder}/src/${inside.replaceAll(path.sep, '/')}`
        if (/\.tsx?$/.test(file) && !aside.test(file)) yield { file, program: programOf(file) }
      }
    }
  }
}

const programs = new Map<string, Node>()

function programOf(file: string): Node {
  const kept = programs.get(file)
  if (kept !== undefined) return kept
  const { program, errors } = parseSync(file, readFileSync(path.join(root, file), 'utf8'))
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  programs.set(file, program as unknown as Node)
  return program as unknown as Node
}

/** Calls `visit` for every text of the program, with the nodes around it, the nearest last. Types and names of properties are none. */
function walk(value: unknown, parents: readonly Node[], visit: (text: string, parents: readonly Node[]) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, parents, visit)
  const node = value as Node | null
  if (typeof node?.type !== 'string') return
  if (
    node.type === 'TSTypeAnnotation' ||
    node.type === 'TSTypeAliasDeclaration' ||
    node.type === 'TSInterfaceDeclaration'
  )
    return
  if (node.type === 'Literal' && typeof node.value === 'string') visit(node.value, parents)
  if (node.type === 'TemplateElement') visit((node.value as { readonly cooked: string }).cooked, parents)
  const around = [...parents, node]
  for (const [field, child] of Object.entries(node)) {
    const isName = node.type === 'Property' && field === 'key'
    if (typeof child === 'object' && !isName) walk(child, around, visit)
  }
}

function isCompared(parents: readonly Node[]): boolean {
  const { type } = parents.at(-1) ?? { type: '' }
  return type === 'BinaryExpression' || type === 'SwitchCase'
}

/** Whether a code that stands there is said: of a table of codes, a field or a variable `code`, what is returned, or an argument. */
function isAnswer(text: string, parents: readonly Node[]): boolean {
  if (isCompared(parents)) return false
  if (isInTable(parents, /Codes?$/)) return true
  const choice = parents.findLastIndex(({ type }) => type !== 'ConditionalExpression' && type !== 'TSAsExpression')
  const outer = parents[choice] ?? { type: '' }
  const { type, callee } = outer
  if (alwaysCodes.test(text)) return !listeners.test(nameOf(callee))
  if (type === 'Property' || type === 'PropertyDefinition') return nameOf(outer.key) === 'code'
  if (type === 'VariableDeclarator') return nameOf(outer.id) === 'code'
  if (type === 'AssignmentExpression') return nameOf(outer.left) === 'code'
  if (type === 'ReturnStatement') return true
  return (type === 'CallExpression' || type === 'NewExpression') && !listeners.test(nameOf(callee))
}

function isInTable(parents: readonly Node[], name: RegExp): boolean {
  const table = parents.find(({ type }) => type === 'VariableDeclarator')
  return table !== undefined && name.test(nameOf(table.id)) && parents.at(-1)?.type === 'Property'
}

/** What something is called: `no` of `this.#no`. */
function nameOf(value: unknown): string {
  const node = value as { readonly name?: string; readonly property?: unknown } | null
  return node?.name ?? (node?.property === undefined ? '' : nameOf(node.property))
}
