import type { Project } from './read-project.ts'
import type { Module } from './source/module.ts'
import type { Node } from './source/parse.ts'

/** `bin/www:22`, as people and editors write a place. */
export function placeText(project: Project, module: Module, node: { readonly start: number }): string {
  return `${project.shown(module.path)}:${module.parsed.lineAt(node.start)}`
}

/** What stands there, on one line. */
export function codeText(module: Module, node: Node, max = 100): string {
  const text = module.parsed.text.slice(node.start, node.end).replace(/\s+/g, ' ')
  return text.length > max ? `${text.slice(0, max - 1)}…` : text
}

/** The whole line that something begins on, without the blanks before it. */
export function lineText(module: Module, node: { readonly start: number }): string {
  return lineOf(module.parsed.text, module.parsed.lineAt(node.start)).trim()
}

/** A line by its number. */
export function lineOf(text: string, line: number): string {
  return (text.split('\n')[line - 1] ?? '').replace(/\r$/, '')
}
