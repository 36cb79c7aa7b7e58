// What an app writes in `inquiry({ … })`, looked at before anything is made of it: the field, and the line to write.

import { UsageError } from '@parley/channel'
import type { Field } from './contract/index.ts'
import * as most from './contract/limits.ts'
import { isName } from './names.ts'

export type OptionCode = `ERR_INQUIRY_${string}`

/** @returns for `throw`. */
export function wrong(code: OptionCode, message: string): UsageError {
  return new UsageError(code, `${message} (inquiry()).`)
}

/** An object with these fields and no others, unless it is of a class of the app's; `line`: how it is written. */
export function checkRecord(
  code: OptionCode,
  what: string,
  value: unknown,
  line: string,
  known?: readonly string[],
): void {
  if (!isRecord(value)) throw wrong(code, `${what} is written ${line}, not ${shown(value)}`)
  const isPlain = Object.getPrototypeOf(value) === Object.prototype
  const unknown = isPlain && known && Object.keys(value).find((name) => !known.includes(name))
  if (typeof unknown === 'string')
    throw wrong(code, `${what} has no ${JSON.stringify(unknown)}; there are ${known?.join(', ')}: ${line}`)
}

export function checkList(code: OptionCode, what: string, value: unknown, line: string): void {
  if (!Array.isArray(value)) throw wrong(code, `${what} is a list: ${line}, not ${shown(value)}`)
}

export function checkBoolean(code: OptionCode, what: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'boolean')
    throw wrong(code, `${what} is true or false, not ${shown(value)}`)
}

/** What people read: a text, or one for each language. */
export function checkText(code: OptionCode, what: string, value: unknown): void {
  const isText = typeof value === 'string' ? value !== '' : isRecord(value) && isOneEach(value)
  if (!isText) throw wrong(code, `${what} is a text, or { en: '…', ko: '…' }, not ${shown(value)}`)
}

function isOneEach(texts: { readonly [language: string]: unknown }): boolean {
  const all = Object.values(texts)
  return all.length > 0 && all.every((text) => typeof text === 'string')
}

const types: readonly unknown[] = ['text', 'email', 'phone', 'multiline', 'select'] satisfies Field['type'][]
const fieldLine = "{ name: 'order', label: 'Order' }"
const fieldParts = ['name', 'label', 'type', 'options', 'required', 'guestsOnly']
const selectLine = "{ name: 'topic', label: 'About', type: 'select', options: [{ value: 'bill', label: 'My bill' }] }"

export function checkFields(fields: readonly Field[]): void {
  const code = 'ERR_INQUIRY_FIELD'
  if (!Array.isArray(fields) || fields.length > most.maxFields)
    throw wrong(code, `"fields" is a list of at most ${most.maxFields}: fields: [${fieldLine}]`)
  const seen = new Set<string>()
  for (const field of fields) {
    checkRecord(code, 'A field', field, fieldLine, fieldParts)
    const { name, label, type = 'text', options, required, guestsOnly } = field
    if (!isName(name) || seen.has(name))
      throw wrong(code, `A field's name is 1 to 40 of a–z, 0–9, "-" and "_", each once, not ${shown(name)}`)
    seen.add(name)
    checkText(code, `"label" of the field "${name}"`, label)
    checkBoolean(code, `"required" of the field "${name}"`, required)
    checkBoolean(code, `"guestsOnly" of the field "${name}"`, guestsOnly)
    if (!types.includes(type)) throw wrong(code, `The field "${name}" has a type that is none: ${JSON.stringify(type)}`)
    if (type === 'select') checkChoices(name, options)
    else if (options !== undefined)
      throw wrong(code, `The field "${name}": a select has "options", and nothing else has: ${selectLine}`)
  }
}

function checkChoices(field: string, options: unknown): void {
  const code = 'ERR_INQUIRY_FIELD'
  if (!Array.isArray(options) || options.length === 0)
    throw wrong(code, `The field "${field}": a select has "options": ${selectLine}`)
  const seen = new Set<unknown>()
  for (const option of options as readonly unknown[]) {
    checkRecord(code, `An option of the field "${field}"`, option, "{ value: 'bill', label: 'My bill' }", [
      'value',
      'label',
    ])
    const { value, label } = option as { readonly value?: unknown; readonly label?: unknown }
    if (typeof value !== 'string' || value.trim() === '' || value.length > most.maxAnswerLength || seen.has(value))
      throw wrong(
        code,
        `An option of the field "${field}" has a "value" of its own: ${selectLine}, not ${shown(value)}`,
      )
    seen.add(value)
    checkText(code, `"label" of the option "${value}" of the field "${field}"`, label)
  }
}

/** What is wrong with what `agentOf` answered, if anything; it is said to nobody but the app, since it comes long after the call. */
export function faultInProfile(profile: object): string | undefined {
  const { name, teams, skills, capacity, role } = profile as { readonly [field: string]: unknown }
  const isList = (list: unknown) =>
    list === undefined || (Array.isArray(list) && list.every((each) => typeof each === 'string'))
  if (name !== undefined && typeof name !== 'string') return `"name" is a text, not ${shown(name)}`
  if (!isList(teams)) return `"teams" is a list: teams: ['support'], not ${shown(teams)}`
  if (!isList(skills)) return `"skills" is a list: skills: ['ko'], not ${shown(skills)}`
  if (capacity !== undefined && (typeof capacity !== 'number' || Number.isNaN(capacity)))
    return `"capacity" is a number, not ${shown(capacity)}`
  if (role !== undefined && role !== 'agent' && role !== 'supervisor')
    return `"role" is 'agent' or 'supervisor', not ${shown(role)}`
  return undefined
}

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function shown(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 100)
}
