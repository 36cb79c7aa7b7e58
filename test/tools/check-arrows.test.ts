import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { root, runTool, workspaceOf } from './run-tool.ts'

interface Manifest {
  readonly name: string
  readonly [field: string]: unknown
}

/** Our own manifests, some of them changed, and nothing else: what the arrows are read from. */
function workspaceWith(
  changes: Readonly<Record<string, object>>,
  files: Readonly<Record<string, string>> = {},
  without?: string,
): string {
  const manifests = manifestFolders()
    .filter((folder) => folder !== without)
    .map((folder) => [`${folder}/package.json`, JSON.stringify({ ...readManifest(folder), ...changes[folder] })])
  return workspaceOf({ ...Object.fromEntries(manifests), ...files })
}

const arrows = (workspace: string) => runTool('check-arrows.mjs', workspace)

describe('the check of the arrows', () => {
  it('finds ours pointing down, and says how many packages it looked at', () => {
    expect(arrows(root)).toEqual({
      status: 0,
      stdout: `arrows: looked at ${manifestFolders().length} packages, all pointing down`,
      faults: [],
    })
  })

  it.each(['dependencies', 'peerDependencies', 'optionalDependencies'])('refuses an arrow up among %s', (field) => {
    const workspace = workspaceWith({ 'packages/channel': { [field]: { '@parley/server': '0.1.0' } } })
    expect(arrows(workspace)).toMatchObject({
      status: 1,
      faults: ['packages/channel: @parley/channel must not depend on @parley/server; arrows point down only.'],
    })
  })

  it('refuses an arrow between siblings', () => {
    const workspace = workspaceWith({ 'packages/websocket': { dependencies: { '@parley/channel': '0.1.0' } } })
    expect(arrows(workspace).faults).toEqual([expect.stringMatching(/@parley\/websocket must not .*@parley\/channel;/)])
  })

  it('lets tests look up through devDependencies', () => {
    const workspace = workspaceWith(
      { 'packages/channel': { devDependencies: { '@parley/testkit': '0.1.0' } } },
      { 'packages/channel/src/host/host.test.ts': "import { memoryStore } from '@parley/testkit'" },
    )
    expect(arrows(workspace)).toMatchObject({ status: 0, faults: [] })
  })

  it.each([
    "import { memoryStore } from '@parley/testkit'",
    "import type { MemoryStore } from '@parley/testkit'",
    "import '@parley/testkit'",
    "export * from '@parley/testkit/store-suite'",
    "const testkit = await import('@parley/testkit')",
  ])('refuses a devDependency up that a source follows: %s', (code) => {
    const workspace = workspaceWith(
      { 'packages/channel': { devDependencies: { '@parley/testkit': '0.1.0' } } },
      { 'packages/channel/src/host/host.ts': code },
    )
    expect(arrows(workspace)).toMatchObject({
      status: 1,
      faults: [expect.stringContaining('must not depend on @parley/testkit, as src/host/host.ts does;')],
    })
  })

  it('wants every package in its table, and nothing there that does not exist', () => {
    const workspace = workspaceWith({}, { 'features/board/package.json': '{ "name": "@parley/board" }' }, 'apps/web')
    expect(arrows(workspace)).toMatchObject({
      status: 1,
      faults: [
        '@parley/board is not in tools/check-arrows.mjs: say what it may depend on.',
        '@parley/web is in tools/check-arrows.mjs, but there is no such package: take it out there.',
      ],
    })
  })
})

describe('the linter', () => {
  const dependency = "import { Host } from '@parley/channel'\nexport { Host }\n"
  const devDependency = "import { storeSuite } from '@parley/testkit/store-suite'\nexport { storeSuite }\n"
  const undeclared = "import { attach } from '@parley/server'\nexport { attach }\n"

  it('takes dependencies from a source, and no devDependencies or undeclared packages', () => {
    const src = 'packages/sqlite/src'
    expect(lint({ [`${src}/a.ts`]: dependency, [`${src}/b.ts`]: devDependency, [`${src}/c.ts`]: undeclared })).toEqual([
      `${src}/b.ts:1:28`,
      `${src}/c.ts:1:24`,
    ])
  })

  it('takes both from a test', () => {
    const files = { 'packages/sqlite/src/b.test.ts': devDependency, 'packages/sqlite/test/c.ts': undeclared }
    expect(lint(files)).toEqual([])
  })
})

/** Where our linter, with our rules, refuses these files of a workspace that declares what ours does. */
function lint(files: Readonly<Record<string, string>>): string[] {
  const rules = JSON.parse(readFileSync(path.join(root, 'biome.json'), 'utf8')) as object
  const workspace = workspaceWith(
    {},
    // There is no git in it.
    { ...files, 'package.json': '{}', 'biome.json': JSON.stringify({ ...rules, $schema: undefined, vcs: undefined }) },
  )
  const args = [path.join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--colors=off', 'packages']
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: workspace, encoding: 'utf8' })
  expect(stdout + stderr).toContain('Checked ')
  return [...(stdout + stderr).matchAll(/(\S+) lint\/correctness\/noUndeclaredDependencies/g)]
    .map((match) => match[1] ?? '')
    .sort()
}

function manifestFolders(): string[] {
  const inside = ['packages', 'features', 'apps'].flatMap((group) =>
    readdirSync(path.join(root, group)).map((name) => `${group}/${name}`),
  )
  return [...inside, 'bench', 'conformance', 'simulation', 'zoo'].filter((folder) =>
    existsSync(path.join(root, folder, 'package.json')),
  )
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as Manifest
}
