import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Issue } from '../messages/down.ts'

export type Validated =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly issues: readonly Issue[] }

/** Runs a Standard Schema. Throws if the schema throws or is asynchronous: that is the feature's fault, not the peer's. */
export function validate(schema: StandardSchemaV1, input: unknown): Validated {
  const result = schema['~standard'].validate(input)
  if (result instanceof Promise)
    throw new TypeError('A channel needs a synchronous schema; this one returned a promise.')
  if (result.issues === undefined) return { ok: true, value: result.value }
  return { ok: false, issues: result.issues.slice(0, 20).map(({ path, message }) => ({ path: dotted(path), message })) }
}

function dotted(path: StandardSchemaV1.Issue['path']): string {
  return (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
}
