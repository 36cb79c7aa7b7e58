import type { Node } from 'oxc-parser'
import type { Source } from './source.ts'

/** What a name stands for in a part of a file. */
export interface Declaration {
  readonly name: string
  /** Where the name means this. */
  readonly from: number
  readonly to: number
  readonly value: DeclaredValue
  /** The node that declares it. */
  readonly node: Node
}

export type DeclaredValue =
  /** `var name = init`, or the only assignment there is to it. */
  | { readonly kind: 'variable'; readonly init: Node | undefined }
  /** `import … from module`, `require(module)`: `name` is what it is called there, `default`, or `*` for all of it. */
  | { readonly kind: 'module'; readonly module: string; readonly name: string }
  /** A parameter, a function, a class. */
  | { readonly kind: 'other' }

/** What is said of a name at an offset: the declaration of the innermost scope. */
export function declarationOf(source: Source, name: string, offset: number): Declaration | undefined {
  return source.declarations
    .filter((each) => each.name === name && each.from <= offset && offset <= each.to)
    .reduce<Declaration | undefined>(
      (inner, each) => (inner === undefined || each.to - each.from < inner.to - inner.from ? each : inner),
      undefined,
    )
}

/** A module that is loaded by this expression: `require('express')`, with or without `await import(…)`. */
export function requiredModule(node: Node): string | undefined {
  if (node.type === 'AwaitExpression') return requiredModule(node.argument)
  if (node.type === 'ImportExpression') return literal(node.source)
  if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier' || node.callee.name !== 'require')
    return undefined
  const [argument] = node.arguments
  return argument === undefined ? undefined : literal(argument)
}

export function literal(node: Node): string | undefined {
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined
}

export function declarationsOf(source: Source): Declaration[] {
  const declared: Declaration[] = []
  for (const node of source.nodes) {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const each of node.specifiers) {
          const name =
            each.type === 'ImportSpecifier'
              ? nameOf(each.imported)
              : each.type === 'ImportDefaultSpecifier'
                ? 'default'
                : '*'
          declared.push(
            declaration(
              source,
              each.local.name,
              each,
              { kind: 'module', module: node.source.value, name },
              source.program,
            ),
          )
        }
        break
      case 'VariableDeclarator': {
        const parent = source.parentOf(node)
        const isVar = parent?.type === 'VariableDeclaration' && parent.kind === 'var'
        declared.push(...ofVariable(source, node.id, node.init ?? undefined, scopeOf(source, node, isVar)))
        break
      }
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        if (node.id)
          declared.push(declaration(source, node.id.name, node, { kind: 'other' }, scopeOf(source, node, true)))
        break
      case 'Identifier': {
        const parent = source.parentOf(node)
        if (parent && isFunction(parent) && (parent.params as readonly Node[]).includes(node))
          declared.push(declaration(source, node.name, node, { kind: 'other' }, parent))
        break
      }
    }
  }
  return declared
}

function ofVariable(source: Source, pattern: Node, init: Node | undefined, scope: Node): Declaration[] {
  const module = init === undefined ? undefined : requiredModule(init)
  if (pattern.type === 'Identifier') {
    const value: DeclaredValue =
      module !== undefined
        ? { kind: 'module', module, name: '*' }
        : { kind: 'variable', init: init ?? onlyAssignment(source, pattern.name) }
    return [declaration(source, pattern.name, pattern, value, scope)]
  }
  if (pattern.type !== 'ObjectPattern') return []
  return pattern.properties.flatMap((property) => {
    if (property.type !== 'Property' || property.value.type !== 'Identifier') return []
    const name = nameOf(property.key)
    const value: DeclaredValue =
      module !== undefined && name !== '' ? { kind: 'module', module, name } : { kind: 'other' }
    return [declaration(source, property.value.name, property, value, scope)]
  })
}

/** What is assigned to a name that is declared without a value, if that happens at one place only. */
function onlyAssignment(source: Source, name: string): Node | undefined {
  const assigned = source.nodes.flatMap((node) =>
    node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && node.left.name === name
      ? [node.right]
      : [],
  )
  return assigned.length === 1 ? assigned[0] : undefined
}

function declaration(source: Source, name: string, node: Node, value: DeclaredValue, scope: Node): Declaration {
  const isProgram = scope === source.program
  return { name, node, value, from: isProgram ? 0 : scope.start, to: isProgram ? source.text.length : scope.end }
}

function scopeOf(source: Source, node: Node, isOfFunction: boolean): Node {
  for (const each of source.around(node)) {
    if (isFunction(each)) return each
    if (!isOfFunction && each.type === 'BlockStatement') return each
  }
  return source.program
}

function isFunction(
  node: Node,
): node is Node & { readonly type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' } {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  )
}

/** Of a key, or of what is imported or exported. */
export function nameOf(node: Node): string {
  return node.type === 'Identifier' ? node.name : (literal(node) ?? '')
}
