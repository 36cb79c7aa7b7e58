import { type ArrowFunctionExpression, type Function as NamedFunction, type Node, visitorKeys } from 'oxc-parser'

/** Where a name comes from. */
export interface Binding {
  readonly name: string
  readonly kind: 'import' | 'variable' | 'parameter' | 'function' | 'class'
  readonly scope: Scope
  readonly start: number
  /** What it is, or is taken from. */
  readonly value?: Node | undefined
  /** Taken from the value by `{ a: { b } }`. */
  readonly keys?: readonly string[] | undefined
  /** Of a parameter. */
  readonly index?: number
  readonly import?: { readonly specifier: string; readonly name: string }
}

export interface Scope {
  readonly parent: Scope | undefined
  /** The function it belongs to; undefined: the file itself. */
  readonly owner: Node | undefined
  readonly names: Map<string, Binding>
}

/** A call, a `new`, an `import` or an assignment, and where it stands. */
export interface Occurrence<Found extends Node> {
  readonly node: Found
  readonly scope: Scope
  /** In a `try`, an `if` or a conditional: it may never run, or be allowed to fail. */
  readonly isGuarded: boolean
  readonly parent: Node
}

export type CallNode = Extract<Node, { type: 'CallExpression' | 'NewExpression' }>
export type AssignmentNode = Extract<Node, { type: 'AssignmentExpression' }>
export type NameNode = Extract<Node, { type: 'Identifier' }>
export type FunctionNode = NamedFunction | ArrowFunctionExpression
export type TaggedNode = Extract<Node, { type: 'AwaitExpression' | 'ReturnStatement' }>

/** What a file says, with the scopes its names live in. */
export interface Outline {
  readonly scope: Scope
  readonly calls: readonly Occurrence<CallNode>[]
  readonly assignments: readonly Occurrence<AssignmentNode>[]
  readonly waits: readonly Occurrence<TaggedNode>[]
  /** Names that are read and that the file does not declare. */
  readonly globals: readonly Occurrence<NameNode>[]
  readonly scopeOf: ReadonlyMap<Node, Scope>
}

/** Walks through a file once. */
export function outline(program: Node): Outline {
  return new Walk(program).result
}

export function lookUp(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.names.get(name)
    if (found !== undefined) return found
  }
  return undefined
}

export function isFunction(node: Node | undefined | null): node is FunctionNode {
  return /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/.test(node?.type ?? '')
}

/** A hand-made file may nest; one that nests more was made by a program. */
const maxDepth = 400

class Walk {
  readonly result: Outline
  readonly #calls: Occurrence<CallNode>[] = []
  readonly #assignments: Occurrence<AssignmentNode>[] = []
  readonly #waits: Occurrence<TaggedNode>[] = []
  readonly #names: Occurrence<NameNode>[] = []
  readonly #scopeOf = new Map<Node, Scope>()

  constructor(program: Node) {
    const scope: Scope = { parent: undefined, owner: undefined, names: new Map() }
    this.#scopeOf.set(program, scope)
    this.#inside(program, scope, false, 0)
    const globals = this.#names.filter(({ node, scope: at }) => lookUp(at, node.name) === undefined)
    const scopeOf = this.#scopeOf
    this.result = { scope, calls: this.#calls, assignments: this.#assignments, waits: this.#waits, globals, scopeOf }
  }

  #inside(node: Node, scope: Scope, isGuarded: boolean, depth: number): void {
    if (depth > maxDepth) return
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key]
      const each = Array.isArray(child) ? child : [child]
      for (const one of each) {
        if (isNode(one) && !isOnlyName(node, key)) {
          this.#visit(one, node, scope, isGuarded || guards(node, key), depth + 1)
        }
      }
    }
  }

  #visit(node: Node, parent: Node, scope: Scope, isGuarded: boolean, depth: number): void {
    const found = { scope, isGuarded, parent }
    switch (node.type) {
      case 'ImportDeclaration':
        this.#declareImport(node, scope)
        return
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          const home = node.kind === 'var' ? functionScope(scope) : scope
          this.#declare(id, home, { kind: 'variable', value: init ?? undefined })
        }
        break
      case 'ClassDeclaration':
        if (node.id) this.#declare(node.id, scope, { kind: 'class', value: node })
        break
      case 'CallExpression':
      case 'NewExpression':
        this.#calls.push({ node, ...found })
        break
      case 'AssignmentExpression':
        this.#assignments.push({ node, ...found })
        if (node.left.type === 'Identifier') this.#assign(node.left.name, node.right, scope)
        break
      case 'AwaitExpression':
      case 'ReturnStatement':
        this.#waits.push({ node, ...found })
        break
      case 'Identifier':
        if (!isDeclared(parent, node)) this.#names.push({ node, ...found })
        break
    }
    if (isFunction(node)) {
      if (node.type === 'FunctionDeclaration' && node.id) {
        this.#declare(node.id, scope, { kind: 'function', value: node })
      }
      const inner: Scope = { parent: scope, owner: node, names: new Map() }
      this.#scopeOf.set(node, inner)
      node.params.forEach((param, index) => {
        this.#declare(param as Node, inner, { kind: 'parameter', index, value: undefined })
      })
      this.#inside(node, inner, false, depth)
      return
    }
    const opens = /^(?:BlockStatement|For\w*Statement|CatchClause|SwitchStatement|StaticBlock)$/.test(node.type)
    const isBody = node.type === 'BlockStatement' && isFunction(parent)
    const inner = opens && !isBody ? { parent: scope, owner: scope.owner, names: new Map<string, Binding>() } : scope
    this.#inside(node, inner, isGuarded, depth)
  }

  #declareImport(node: Extract<Node, { type: 'ImportDeclaration' }>, scope: Scope): void {
    if (node.importKind === 'type') return
    for (const each of node.specifiers) {
      if (each.type === 'ImportSpecifier' && each.importKind === 'type') continue
      const name =
        each.type === 'ImportDefaultSpecifier'
          ? 'default'
          : each.type === 'ImportSpecifier'
            ? textOf(each.imported)
            : '*'
      const from = { specifier: node.source.value, name }
      scope.names.set(each.local.name, {
        name: each.local.name,
        kind: 'import',
        scope,
        start: each.start,
        import: from,
      })
    }
  }

  #declare(
    pattern: Node,
    scope: Scope,
    about: Pick<Binding, 'kind' | 'value'> & { readonly index?: number },
    keys: readonly string[] = [],
  ): void {
    switch (pattern.type) {
      case 'Identifier': {
        const known = scope.names.get(pattern.name)
        // `var a = x` said twice: what it was first, unless that was nothing.
        if (known?.value !== undefined && about.kind === 'variable') return
        const taken = keys.length === 0 ? {} : { keys }
        scope.names.set(pattern.name, { name: pattern.name, scope, start: pattern.start, ...about, ...taken })
        return
      }
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type !== 'Property') continue
          this.#declare(property.value as Node, scope, about, [...keys, textOf(property.key)])
        }
        return
      case 'ArrayPattern':
        pattern.elements.forEach((element, index) => {
          if (element) this.#declare(element as Node, scope, about, [...keys, String(index)])
        })
        return
      case 'AssignmentPattern':
        this.#declare(pattern.left as Node, scope, about, keys)
        return
      case 'TSParameterProperty':
        this.#declare(pattern.parameter as Node, scope, about, keys)
        return
      case 'RestElement':
        this.#declare(pattern.argument as Node, scope, { kind: about.kind, value: undefined }, [...keys, '…'])
    }
  }

  #assign(name: string, value: Node, scope: Scope): void {
    const known = lookUp(scope, name)
    if (known === undefined || known.value !== undefined || known.kind !== 'variable') return
    known.scope.names.set(name, { ...known, value })
  }
}

/** The name of a property, an import or an export, if it is written out. */
export function textOf(node: Node): string {
  if (node.type === 'Identifier') return node.name
  return node.type === 'Literal' ? String(node.value) : '…'
}

function functionScope(scope: Scope): Scope {
  let at = scope
  while (at.parent !== undefined && at.parent.owner === at.owner) at = at.parent
  return at
}

function guards(node: Node, key: string): boolean {
  if (node.type === 'TryStatement') return key === 'block'
  if (node.type === 'LogicalExpression') return key === 'right'
  return /^(?:IfStatement|ConditionalExpression|SwitchCase)$/.test(node.type) && key !== 'test'
}

/** Whether this child only names something, so that it speaks of no variable. */
function isOnlyName(node: Node, key: string): boolean {
  if (node.type === 'MemberExpression') return key === 'property' && !node.computed
  if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition') {
    return key === 'key' && !node.computed
  }
  if (
    /^TS(?!As|NonNull|Satisfies|TypeAssertion|ExportAssignment|ImportEquals|Module|ParameterProperty)/.test(node.type)
  )
    return true
  if (key === 'typeAnnotation' || key === 'typeParameters' || key === 'typeArguments' || key === 'returnType')
    return true
  return key === 'label' || key === 'imported' || key === 'exported'
}

function isDeclared(parent: Node, node: Node): boolean {
  if (parent.type === 'VariableDeclarator') return parent.id === node
  if (isFunction(parent)) return (parent.params as readonly Node[]).includes(node) || parent.id === node
  return (parent.type === 'ClassDeclaration' || parent.type === 'ClassExpression') && parent.id === node
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
}
