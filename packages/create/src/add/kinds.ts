import type { Node } from 'oxc-parser'
import { declarationOf, requiredModule } from './declarations.ts'
import { exportsOf } from './exports.ts'
import type { ProjectSources } from './project-sources.ts'
import type { Source } from './source.ts'

/** What a value is, as far as it matters to `attach`. `app`: of Express or Koa, whose `listen` gives an http.Server. */
export type Kind = 'app' | 'fastify' | 'server' | 'unknown'

/** What is known of a value: what it is, and where it was made, which tells two of them apart. */
export interface Known {
  readonly kind: Kind
  readonly source: Source
  readonly node: Node
}

/** How many steps from name to name are followed. */
const maxDepth = 12

const http = /^(node:)?https?$/
/** Methods that give what they are called on. */
const chained = new Set(['on', 'once', 'addListener', 'setTimeout', 'use', 'set', 'enable', 'disable'])

/** Follows names, through files, to what made a value. `exported`: what a file shall export though it does not yet. */
export class Kinds {
  readonly #sources: ProjectSources
  readonly #exported: ReadonlyMap<string, Node>

  constructor(sources: ProjectSources, exported: ReadonlyMap<string, Node> = new Map()) {
    this.#sources = sources
    this.#exported = exported
  }

  of(source: Source, node: Node, depth = 0): Known {
    const unknown: Known = { kind: 'unknown', source, node }
    if (depth > maxDepth) return unknown
    const known = (kind: Kind): Known => ({ kind, source, node })
    switch (node.type) {
      case 'AwaitExpression':
        return this.of(source, node.argument, depth + 1)
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'ParenthesizedExpression':
        return this.of(source, node.expression, depth + 1)
      case 'AssignmentExpression':
        return this.of(source, node.right, depth + 1)
      case 'Identifier':
        return this.#ofName(source, node, node.name, depth)
      case 'MemberExpression': {
        // require('./app').server, and fastify.server
        if (node.computed || node.property.type !== 'Identifier') return unknown
        const module = this.#moduleOf(source, node.object)
        if (module !== undefined) return this.#exportOf(source, module, node.property.name, depth) ?? unknown
        const { kind } = this.of(source, node.object, depth + 1)
        return kind === 'fastify' && node.property.name === 'server' ? known('server') : unknown
      }
      case 'NewExpression': {
        const module = this.#moduleOf(source, node.callee)
        if (module === 'koa') return known('app')
        return this.#isHttpServer(source, node.callee) ? known('server') : unknown
      }
      case 'CallExpression':
        return this.#ofCall(source, node, depth) ?? unknown
      default:
        return requiredLocal(node) === undefined
          ? unknown
          : (this.#exportOf(source, requiredLocal(node)!, '*', depth) ?? unknown)
    }
  }

  #ofCall(source: Source, node: Node & { type: 'CallExpression' }, depth: number): Known | undefined {
    const { callee } = node
    const required = requiredModule(node)
    if (required !== undefined) return this.#exportOf(source, required, '*', depth)
    const module = this.#moduleOf(source, callee)
    if (module === 'express') return { kind: 'app', source, node }
    if (module === 'fastify') return { kind: 'fastify', source, node }
    if (this.#isHttpServer(source, callee)) return { kind: 'server', source, node }
    if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return undefined
    const on = this.of(source, callee.object, depth + 1)
    const method = callee.property.name
    if (method === 'listen' && on.kind === 'app') return { kind: 'server', source, node }
    if (method === 'listen' && on.kind === 'server') return on
    return chained.has(method) && on.kind !== 'unknown' ? on : undefined
  }

  #ofName(source: Source, node: Node, name: string, depth: number): Known {
    const declared = declarationOf(source, name, node.start)
    const unknown: Known = { kind: 'unknown', source, node }
    if (declared === undefined) return unknown
    const { value } = declared
    if (value.kind === 'variable') return value.init === undefined ? unknown : this.of(source, value.init, depth + 1)
    if (value.kind === 'module') return this.#exportOf(source, value.module, value.name, depth) ?? unknown
    return unknown
  }

  /** What `name` of a module is, if that is a file of the project. */
  #exportOf(from: Source, module: string, name: string, depth: number): Known | undefined {
    const source = this.#sources.loadedBy(from, module)
    if (source === undefined) return undefined
    const exports = exportsOf(source)
    const whole = this.#exported.get(source.file) ?? exports.whole
    const isWhole = name === 'default' || (name === '*' && (!exports.isModule || this.#exported.has(source.file)))
    const node = isWhole ? whole : exports.named.get(name)
    return node === undefined ? undefined : this.of(source, node, depth + 1)
  }

  /** The module that an expression stands for as a whole: `express`, `require('koa')`, `http` after `import http from 'node:http'`. */
  #moduleOf(source: Source, node: Node): string | undefined {
    const required = requiredModule(node)
    if (required !== undefined) return required
    if (node.type !== 'Identifier') return undefined
    const value = declarationOf(source, node.name, node.start)?.value
    if (value?.kind !== 'module') return undefined
    const isWhole = value.name === '*' || value.name === 'default'
    // import { fastify } from 'fastify'
    return isWhole || value.name === value.module ? value.module : undefined
  }

  #isHttpServer(source: Source, callee: Node): boolean {
    if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
      const module = this.#moduleOf(source, callee.object)
      return module !== undefined && http.test(module) && /^(createServer|Server)$/.test(callee.property.name)
    }
    if (callee.type !== 'Identifier') return false
    const value = declarationOf(source, callee.name, callee.start)?.value
    return value?.kind === 'module' && http.test(value.module) && /^(createServer|Server)$/.test(value.name)
  }
}

function requiredLocal(node: Node): string | undefined {
  const module = requiredModule(node)
  return module?.startsWith('.') ? module : undefined
}
