import { type Node, type Program, parseSync, visitorKeys } from 'oxc-parser'
import { Refused } from '../refused.ts'
import { type Declaration, declarationsOf } from './declarations.ts'

/** How a file is written, for lines that are put into it. */
export interface Style {
  readonly semicolon: ';' | ''
  readonly quote: "'" | '"'
  readonly newline: '\n' | '\r\n'
}

/** One file of a project, read and parsed. Offsets are those of `text`. */
export class Source {
  /** From the folder of the project, with slashes. */
  readonly file: string
  readonly text: string
  readonly program: Program
  /** Everything in it, each node after the one that holds it. */
  readonly nodes: readonly Node[]
  readonly declarations: readonly Declaration[]
  readonly style: Style
  readonly #parents = new Map<Node, Node>()

  /** Throws `create/syntax` for what is neither JavaScript nor TypeScript. */
  constructor(file: string, text: string) {
    this.file = file
    this.text = text
    const { program, errors } = parse(file, text)
    const [error] = errors
    if (error !== undefined) {
      const place = `${file}:${this.lineAt(error.labels[0]?.start ?? 0)}`
      throw new Refused({ code: 'create/syntax', values: { place }, evidence: error.message })
    }
    this.program = program
    this.nodes = this.#walk()
    this.declarations = declarationsOf(this)
    this.style = styleOf(this)
  }

  parentOf(node: Node): Node | undefined {
    return this.#parents.get(node)
  }

  /** The nodes around it, the nearest first. */
  *around(node: Node): Iterable<Node> {
    for (let each = this.parentOf(node); each !== undefined; each = this.parentOf(each)) yield each
  }

  /** Counted from 1. */
  lineAt(offset: number): number {
    return this.text.slice(0, offset).split('\n').length
  }

  placeOf(node: { readonly start: number }): string {
    return `${this.file}:${this.lineAt(node.start)}`
  }

  /** The first line of what a node says. */
  quoted(node: { readonly start: number; readonly end: number }): string {
    const [first = '', ...more] = this.text.slice(node.start, node.end).split(/\r?\n/)
    return more.length > 0 || first.length > 80 ? `${first.slice(0, 80)} …` : first
  }

  #walk(): Node[] {
    const nodes: Node[] = [this.program]
    for (const node of nodes) {
      for (const key of visitorKeys[node.type] ?? []) {
        for (const child of [(node as unknown as Record<string, unknown>)[key]].flat()) {
          if (typeof child !== 'object' || child === null || !('type' in child)) continue
          this.#parents.set(child as Node, node)
          nodes.push(child as Node)
        }
      }
    }
    return nodes
  }
}

/** Whether the text of a file is still a program. */
export function parses(file: string, text: string): boolean {
  return parse(file, text).errors.length === 0
}

function parse(file: string, text: string) {
  const lang = /\.[cm]?ts$/.test(file) ? 'ts' : file.endsWith('.tsx') ? 'tsx' : 'jsx'
  // `return` at the top is what CommonJS allows; a script that is none is parsed as the module it is.
  const asModule = parseSync(file, text, { lang, sourceType: 'module' })
  return asModule.errors.length === 0 ? asModule : parseSync(file, text, { lang, sourceType: 'commonjs' })
}

function styleOf({ text, nodes, program }: Source): Style {
  const ended = program.body.filter(({ type }) => /^(Expression|Import|Variable)/.test(type))
  const semicolons = ended.filter(({ end }) => text[end - 1] === ';').length
  let double = 0
  for (const { type, start } of nodes)
    if (type === 'Literal' && /["']/.test(text[start]!)) double += text[start] === '"' ? 1 : -1
  return {
    semicolon: semicolons * 2 >= ended.length && ended.length > 0 ? ';' : '',
    quote: double > 0 ? '"' : "'",
    newline: text.includes('\r\n') ? '\r\n' : '\n',
  }
}
