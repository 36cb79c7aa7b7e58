import type { Export, Module } from '../source/module.ts'
import type { Node } from '../source/parse.ts'
import {
  type Binding,
  type CallNode,
  type FunctionNode,
  isFunction,
  lookUp,
  type Scope,
  textOf,
} from '../source/scopes.ts'
import { type Made, roleOf, unknown, type Value } from './value.ts'
import { written } from './written.ts'

/** Where a specifier leads. */
export type Resolve = (from: Module, specifier: string) => Module | { readonly package: string } | undefined

/** Methods that return what they are called on, so that `http.createServer().listen(3000)` is a server. */
const fluent = /\.(?:listen|on|once|addListener|setTimeout|use)\(\)$/
/** Functions that give back their argument, for our purposes. */
const throughput = /^(?:global:(?:parseInt|Number|String|parseFloat)\(\))$/
const maxDepth = 60
/** How many expressions are looked into; a project that people wrote needs a few thousand. */
const maxSteps = 200_000

/** Says what expressions stand for, through variables, calls, parameters and files, without running anything. */
export class Evaluator {
  readonly #resolve: Resolve
  readonly #modules: readonly Module[]
  #depth = 0
  #steps = 0
  #cuts = 0
  /** Calls are being counted, so that what parameters stand for is not known yet. */
  #isCounting = false
  readonly #known = new Map<Node, Value>()
  readonly #underWay = new Set<Node>()
  #callsOf: Map<FunctionNode, { call: CallNode; scope: Scope; module: Module }[]> | undefined
  readonly #environment: Readonly<Record<string, string>>

  /** `environment`: what files like `.env` set. */
  constructor(modules: readonly Module[], resolve: Resolve, environment: Readonly<Record<string, string>> = {}) {
    this.#modules = modules
    this.#resolve = resolve
    this.#environment = environment
  }

  valueOf(node: Node | null | undefined, scope: Scope, module: Module): Value {
    if (node === null || node === undefined) return unknown
    const known = this.#known.get(node)
    if (known !== undefined) return known
    // What stands for itself, in a circle, stands for nothing that can be told.
    if (this.#underWay.has(node) || this.#depth > maxDepth || this.#steps > maxSteps) {
      this.#cuts++
      return unknown
    }
    const cutsBefore = this.#cuts
    this.#steps++
    this.#depth++
    this.#underWay.add(node)
    try {
      const value = this.#valueOf(node, scope, module)
      if (this.#cuts === cutsBefore && !this.#isCounting) this.#known.set(node, value)
      return value
    } finally {
      this.#depth--
      this.#underWay.delete(node)
    }
  }

  /** What one gets by `require(…)` of the file, or by `import` of a name in it. */
  exportOf(module: Module, name: string | undefined): Value {
    this.#depth++
    try {
      return this.#depth > maxDepth ? unknown : this.#exportOf(module, name)
    } finally {
      this.#depth--
    }
  }

  /** What a function is called with, once in the project or always with the same; undefined where it is never called. */
  argumentOf(owner: FunctionNode, index: number): Value | undefined {
    const calls = this.#callers().get(owner) ?? []
    const values = calls.map(({ call, scope, module }) => this.valueOf(call.arguments[index] as Node, scope, module))
    return values.find((value) => value.is !== 'unknown') ?? values[0]
  }

  /** Where a function is called. */
  callersOf(owner: FunctionNode): readonly { call: CallNode; scope: Scope; module: Module }[] {
    return this.#callers().get(owner) ?? []
  }

  /** A property of what an expression stands for. */
  propertyOf(value: Value, name: string): Value {
    switch (value.is) {
      case 'thing': {
        if (name === 'default' && !/[.()]/.test(value.path)) return value
        if (value.path === 'global:process.env') {
          const set = this.#environment[name]
          return set === undefined
            ? { is: 'thing', path: `${value.path}.${name}` }
            : { is: 'constant', value: set, env: name }
        }
        return { is: 'thing', path: `${value.path}.${name}`, ...(value.made ? { made: value.made } : {}) }
      }
      case 'object':
        return this.#propertyIn(value, name)
      case 'module':
        return this.exportOf(value.module, name)
      case 'constant':
      case 'function':
      case 'nothing':
      case 'unknown':
        return unknown
    }
  }

  #valueOf(node: Node, scope: Scope, module: Module): Value {
    switch (node.type) {
      case 'Literal':
        return isConstant(node.value) ? { is: 'constant', value: node.value } : unknown
      case 'TemplateLiteral':
        return this.#template(node, scope, module)
      case 'Identifier':
        return this.#named(node.name, scope, module)
      case 'MemberExpression':
        if (node.computed && !(node.property.type === 'Literal' && typeof node.property.value === 'string'))
          return unknown
        if (isModuleExports(node as Node)) return this.exportOf(module, undefined)
        return this.propertyOf(this.valueOf(node.object as Node, scope, module), textOf(node.property as Node))
      case 'CallExpression':
      case 'NewExpression':
        return this.#called(node, scope, module)
      case 'ObjectExpression':
        return { is: 'object', node, scope, module }
      case 'AssignmentExpression':
        return this.valueOf(node.right, scope, module)
      case 'AwaitExpression':
      case 'UnaryExpression':
        return this.valueOf(node.argument, scope, module)
      case 'LogicalExpression':
        return this.#either(this.valueOf(node.left as Node, scope, module), this.valueOf(node.right, scope, module))
      case 'ConditionalExpression':
        return this.#either(this.valueOf(node.alternate, scope, module), this.valueOf(node.consequent, scope, module))
      case 'BinaryExpression':
        return this.#sum(
          node.operator,
          this.valueOf(node.left as Node, scope, module),
          this.valueOf(node.right, scope, module),
        )
      case 'SequenceExpression':
        return this.valueOf(node.expressions.at(-1), scope, module)
      case 'ParenthesizedExpression':
      case 'ChainExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        return this.valueOf(node.expression, scope, module)
      case 'ImportExpression':
        return node.source.type === 'Literal' ? this.#imported(module, String(node.source.value), '*') : unknown
      default:
        return isFunction(node) ? { is: 'function', node, module } : unknown
    }
  }

  #named(name: string, scope: Scope, module: Module): Value {
    const binding = lookUp(scope, name)
    if (binding === undefined) return name === 'undefined' ? { is: 'nothing' } : { is: 'thing', path: `global:${name}` }
    if (binding.import !== undefined) return this.#imported(module, binding.import.specifier, binding.import.name)
    const value =
      binding.kind === 'parameter' ? this.#parameter(binding) : this.valueOf(binding.value, binding.scope, module)
    return (binding.keys ?? []).reduce((taken, key) => this.propertyOf(taken, key), value)
  }

  #parameter({ scope, index }: Binding): Value {
    if (!isFunction(scope.owner) || index === undefined) return unknown
    return this.argumentOf(scope.owner, index) ?? unknown
  }

  #imported(module: Module, specifier: string, name: string): Value {
    const found = this.#resolve(module, specifier)
    if (found === undefined) return unknown
    if ('package' in found) {
      const path = found.package
      return { is: 'thing', path: name === 'default' || name === '*' ? path : `${path}.${name}` }
    }
    return name === '*' ? { is: 'module', module: found } : this.exportOf(found, name)
  }

  #exportOf(module: Module, name: string | undefined): Value {
    const isEsm = module.exports.some(({ how }) => how === 'export')
    const { exports } = module
    const named = (wanted: string | undefined) =>
      exports.findLast((each) => each.name === wanted && each.how !== 'exports=')
    if (isEsm) {
      if (name === undefined || name === '*') return { is: 'module', module }
      const found = named(name) ?? exports.find((each) => each.name === '*')
      return found === undefined ? { is: 'nothing' } : this.#given(found, module, name)
    }
    const whole = named(undefined)
    if (name === undefined || name === 'default') {
      return whole === undefined ? { is: 'module', module } : this.#given(whole, module, name)
    }
    const part = named(name)
    if (part !== undefined) return this.#given(part, module, name)
    return whole === undefined ? { is: 'nothing' } : this.propertyOf(this.#given(whole, module, undefined), name)
  }

  #given({ value, scope, from }: Export, module: Module, name: string | undefined): Value {
    if (from === undefined) return this.valueOf(value, scope, module)
    return this.#imported(
      module,
      from.specifier,
      from.name === '*' && name !== undefined && name !== '*' ? name : from.name,
    )
  }

  #called(node: CallNode, scope: Scope, module: Module): Value {
    const callee = node.callee as Node
    const [first] = node.arguments as readonly Node[]
    if (callee.type === 'Identifier' && callee.name === 'require' && lookUp(scope, 'require') === undefined) {
      return first?.type === 'Literal' && typeof first.value === 'string'
        ? this.#required(module, first.value)
        : unknown
    }
    const called = this.valueOf(callee, scope, module)
    // Every generated Express project has one, and it says what its argument says.
    if (callee.type === 'Identifier' && callee.name === 'normalizePort') return this.valueOf(first, scope, module)
    if (called.is === 'function') return this.resultOf(called.node, called.module)
    if (called.is !== 'thing') return unknown
    const path = `${called.path}()`
    if (throughput.test(path)) return this.valueOf(first, scope, module)
    const base = path.replace(fluent, '')
    if (base !== path && roleOf(path) === undefined && called.made)
      return { is: 'thing', path: base, made: called.made }
    const made: Made = { module, node, scope }
    return { is: 'thing', path, made }
  }

  #required(module: Module, specifier: string): Value {
    const found = this.#resolve(module, specifier)
    if (found === undefined) return unknown
    return 'package' in found ? { is: 'thing', path: found.package } : this.exportOf(found, undefined)
  }

  /** What a function gives back, if it does so in one place. */
  resultOf(node: FunctionNode, module: Module): Value {
    const scope = module.outline.scopeOf.get(node)
    if (scope === undefined) return unknown
    if (node.type === 'ArrowFunctionExpression' && node.expression)
      return this.valueOf(node.body as Node, scope, module)
    const returns = module.outline.waits.filter(
      (each) => each.node.type === 'ReturnStatement' && each.scope.owner === node,
    )
    const [only] = returns
    if (returns.length !== 1 || only === undefined) return unknown
    return this.valueOf(only.node.argument, only.scope, module)
  }

  #propertyIn(value: Extract<Value, { is: 'object' }>, name: string): Value {
    for (const property of value.node.properties) {
      if (property.type !== 'Property') return unknown
      if (textOf(property.key as Node) === name) return this.valueOf(property.value as Node, value.scope, value.module)
    }
    return { is: 'nothing' }
  }

  /** Of two that it may be the one that is known. */
  #either(one: Value, other: Value): Value {
    const isOpen = (value: Value) =>
      value.is === 'unknown' || (value.is === 'thing' && value.path.startsWith('global:process.env'))
    return isOpen(one) ? other : one
  }

  #sum(operator: string, one: Value, other: Value): Value {
    if (operator !== '+') return unknown
    const left = written(one)
    const right = written(other)
    return left === undefined || right === undefined ? unknown : { is: 'constant', value: left + right }
  }

  #template(node: Extract<Node, { type: 'TemplateLiteral' }>, scope: Scope, module: Module): Value {
    let text = ''
    for (const [index, quasi] of node.quasis.entries()) {
      text += quasi.value.cooked ?? ''
      const inner = node.expressions[index]
      if (inner === undefined) continue
      const value = written(this.valueOf(inner as Node, scope, module))
      text += value ?? '‹?›'
    }
    return { is: 'constant', value: text }
  }

  #callers(): Map<FunctionNode, { call: CallNode; scope: Scope; module: Module }[]> {
    if (this.#callsOf !== undefined) return this.#callsOf
    // While it is made, parameters count as unknown: one that is only known through another needs no answer.
    const found = new Map<FunctionNode, { call: CallNode; scope: Scope; module: Module }[]>()
    this.#callsOf = found
    this.#isCounting = true
    for (const module of this.#modules) {
      for (const { node, scope } of module.outline.calls) {
        const called = this.valueOf(node.callee as Node, scope, module)
        if (called.is !== 'function') continue
        const calls = found.get(called.node)
        if (calls === undefined) found.set(called.node, [{ call: node, scope, module }])
        else calls.push({ call: node, scope, module })
      }
    }
    this.#isCounting = false
    return found
  }
}

function isConstant(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function isModuleExports(node: Node): boolean {
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    textOf(node.property as Node) === 'exports'
  )
}
