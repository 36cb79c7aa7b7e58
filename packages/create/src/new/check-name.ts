import path from 'node:path'
import { Refused } from '../refused.ts'
import { nearest } from './nearest.ts'
import { type Template, templateNames, templates } from './templates.ts'

/** The template of that name. Throws `create/template`, with the nearest one named. */
export function templateNamed(name: string): Template {
  const found = templates.find((template) => template.name === name)
  if (found !== undefined) return found
  throw new Refused({
    code: 'create/template',
    values: { template: name, nearest: nearest(name, templateNames) ?? 'express', templates: templateNames.join(', ') },
  })
}

/**
 * What the package in a folder is called. Folders may have names in any script, packages of npm may not: what does not fit is
 * left out. Throws `create/name` for what npm or a system would stumble over later.
 */
export function packageNameFor(folder: string, template: Template): string {
  const base = path.basename(path.resolve(folder))
  const name = base
    .toLowerCase()
    .replaceAll(/[^a-z0-9._~-]+/g, '-')
    .replaceAll(/^[-._]+|[-._]+$/g, '')
  if (/[<>:"|?*\\]/.test(base) || hasControl(base)) throw refused(base, name)
  if (base.startsWith('-') || base.length > 214) throw refused(base, name.slice(0, 100))
  const taken = [
    'node_modules',
    'favicon.ico',
    'parley',
    'create-parley',
    ...template.dependencies,
    ...(template.devDependencies ?? []),
  ]
  if (taken.includes(name)) throw refused(base, `my-${name}`)
  return name === '' ? 'my-app' : name
}

function refused(name: string, instead: string): Refused {
  return new Refused({ code: 'create/name', values: { name, instead: instead.replace('_', '-') || 'my-app' } })
}

function hasControl(text: string): boolean {
  return [...text].some((letter) => letter < ' ' || letter === '\u007f')
}
