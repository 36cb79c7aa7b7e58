import type { Node } from 'oxc-parser'
import { nameOf } from './declarations.ts'
import type { Source } from './source.ts'

/** What a file gives to those that load it. */
export interface Exports {
  readonly isModule: boolean
  /** `module.exports = …` or `export default …`. */
  readonly whole: Node | undefined
  readonly named: ReadonlyMap<string, Node>
}

export function exportsOf(source: Source): Exports {
  const named = new Map<string, Node>()
  let whole: Node | undefined
  let isModule = false
  for (const node of source.nodes) {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
        isModule = true
        break
      case 'ExportDefaultDeclaration':
        isModule = true
        whole = node.declaration
        break
      case 'ExportNamedDeclaration':
        isModule = true
        if (node.declaration?.type === 'VariableDeclaration') {
          for (const { id } of node.declaration.declarations) if (id.type === 'Identifier') named.set(id.name, id)
        }
        for (const { local, exported } of node.source ? [] : node.specifiers) {
          if (nameOf(exported) === 'default') whole = local
          else named.set(nameOf(exported), local)
        }
        break
      case 'AssignmentExpression': {
        const left = source.text.slice(node.left.start, node.left.end)
        const property = /^(?:module\.)?exports\.(\w+)$/.exec(left)?.[1]
        if (left === 'module.exports') whole = node.right
        else if (property !== undefined && property !== 'exports') named.set(property, node.right)
        break
      }
    }
  }
  if (whole?.type === 'ObjectExpression') {
    for (const property of whole.properties) {
      if (property.type === 'Property') named.set(nameOf(property.key), property.value)
    }
  }
  return { isModule, whole, named }
}
