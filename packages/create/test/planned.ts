// What `parley add` plans for files that are given as texts.
import { expect } from 'vitest'
import { type AddRequest, planAdd } from '../src/add/plan.ts'
import { Refused } from '../src/refused.ts'

const ours = { parley: 'file:../parley/apps/parley', '@parley/chat': 'file:../parley/features/chat' }
export const commonjs = { 'package.json': '{ "scripts": { "start": "node server.js" } }' }
export const module = { 'package.json': '{ "type": "module", "scripts": { "start": "node server.js" } }' }

export function plan(files: Readonly<Record<string, string>>, more: Partial<AddRequest> = {}) {
  return planAdd({ folder: 'my-app', read: (file) => files[file], ours, ...more })
}

/** What a file is afterwards. A second run finds nothing to do. */
export function patched(
  files: Readonly<Record<string, string>>,
  file = 'server.js',
  more: Partial<AddRequest> = {},
): string {
  const { changes } = plan(files, more)
  const after = { ...files, ...Object.fromEntries(changes.map((change) => [change.file, change.after])) }
  expect(plan(after, more)).toMatchObject({ changes: [], attached: expect.stringMatching(/:\d+$/) })
  return after[file] ?? ''
}

export function refusal(files: Readonly<Record<string, string>>, more: Partial<AddRequest> = {}) {
  try {
    plan(files, more)
  } catch (error) {
    if (error instanceof Refused) return error.finding
    throw error
  }
  throw new Error('it was not refused')
}
