import { satisfies, validRange } from 'semver'
import type { Edit } from '../../repair/edit.ts'
import { folderOf, joinPath } from '../files/files.ts'
import { installedAt, type Manifest } from '../manifest.ts'
import { isCommon, nearestName } from '../nearest-name.ts'
import { mentionsOf, type Project } from '../read-project.ts'
import { lineText, placeText } from '../show.ts'
import { error, type Facts, type ProjectFinding, type Rule } from './rule.ts'

/** What package.json says, and whether it is there. */
export const packageRules: readonly Rule[] = [
  { codes: ['project/package-json-broken'], find: brokenManifest },
  { codes: ['project/no-package-json'], find: noManifest },
  { codes: ['project/node-version'], find: nodeVersion },
  { codes: ['project/not-installed'], after: ['project/package-json-broken'], find: notInstalled },
  {
    codes: ['project/missing-command'],
    after: ['project/not-installed', 'project/package-json-broken'],
    find: missingCommand,
  },
  {
    codes: ['project/misspelt-package', 'project/missing-dependency'],
    after: ['project/package-json-broken'],
    find: missingDependencies,
  },
]

function brokenManifest({ project }: Facts): ProjectFinding[] {
  const { manifest } = project
  if (manifest === undefined || !('fault' in manifest)) return []
  const at = `${project.shown(manifest.path)}:${manifest.line}`
  return [
    error('project/package-json-broken', {
      values: { at, fault: manifest.fault },
      evidence: `${at}  ${manifest.fault}`,
    }),
  ]
}

/** Where nothing is there at all: in another folder `npm start` would have been right. */
function noManifest({ project }: Facts): ProjectFinding[] {
  if (project.manifest !== undefined || project.entries.length > 0) return []
  const { files, folder } = project
  const below = files
    .namesIn(folder)
    .filter((name) => files.kindOf(joinPath(folder, `${name}/package.json`)) === 'file')
  const [only] = below
  const isPlain = files.namesIn(folder).length === 0
  return [
    error('project/no-package-json', {
      values: { folder },
      evidence: isPlain ? `${folder} is empty` : `no package.json and no server in ${folder}`,
      lines: below.length === 1 && only !== undefined ? [`cd ${inShell(only)}`] : ['parley new my-app'],
    }),
  ]
}

/** What is pasted goes to a shell, and a folder may be called anything. */
function inShell(name: string): string {
  return /^[\w.][\w.-]*$/.test(name) ? name : `'./${name.replaceAll("'", `'\\''`)}'`
}

function nodeVersion({ project }: Facts): ProjectFinding[] {
  const { manifest, nodeVersion: version } = project
  if (manifest === undefined || 'fault' in manifest || manifest.node === undefined) return []
  const range = manifest.node
  if (validRange(range) === null || satisfies(version, range, { includePrerelease: true })) return []
  const evidence = `package.json: "engines": { "node": "${range}" } | here Node ${version}`
  return [
    error('project/node-version', { values: { range, version }, evidence, lines: [`nvm install ${wanted(range)}`] }),
  ]
}

function wanted(range: string): string {
  return /\d+/.exec(range)?.[0] ?? '22'
}

/** Which program installs here, by its lock file. */
export function installer({ files, folder }: Project): { readonly all: string; add(name: string): string } {
  for (let at = folder; ; at = folderOf(at)) {
    if (files.kindOf(joinPath(at, 'pnpm-lock.yaml')) === 'file')
      return { all: 'pnpm install', add: (name) => `pnpm add ${name}` }
    if (files.kindOf(joinPath(at, 'yarn.lock')) === 'file')
      return { all: 'yarn install', add: (name) => `yarn add ${name}` }
    if (files.kindOf(joinPath(at, 'bun.lock')) === 'file')
      return { all: 'bun install', add: (name) => `bun add ${name}` }
    if (at === '/' || files.kindOf(joinPath(at, 'package-lock.json')) === 'file') break
  }
  return { all: 'npm install', add: (name) => `npm install ${name}` }
}

function run({ folder }: Project, command: string): Edit {
  return { do: 'run', folder, command: command.split(' ') }
}

function notInstalled({ project }: Facts): ProjectFinding[] {
  const { manifest, files, folder } = project
  if (manifest === undefined || 'fault' in manifest || isPlugAndPlay(project)) return []
  const needed = new Set([...manifest.required, ...usedNames(project), ...startPrograms(manifest)])
  const missing = [...needed].filter(
    (name) => name in manifest.dependencies && installedAt(files, folder, name) === undefined,
  )
  const [first] = missing
  if (first === undefined) return []
  const { all } = installer(project)
  const isNone = files.kindOf(joinPath(folder, 'node_modules')) === undefined
  const names = missing.length > 4 ? `${missing.slice(0, 4).join(', ')} …` : missing.join(', ')
  const where = isNone ? 'there is no node_modules' : `node_modules has no ${first}`
  return [
    error('project/not-installed', {
      values: { names, command: all },
      evidence: `package.json lists ${names} | ${where}`,
      lines: [all],
      repair: [run(project, all)],
    }),
  ]
}

/** The package of the program that `npm start` runs, if it is a well-known one. */
function startPrograms({ scripts }: Manifest): string[] {
  const name = programs.get(/^(?:\w+=\S+\s+)*([\w-]+)/.exec((scripts.start ?? '').trim())?.[1] ?? '')
  return name === undefined ? [] : [name]
}

/** Packages that the server's files ask for. */
function usedNames(project: Project): string[] {
  return mentionsOf(project).flatMap(({ module, mention }) => {
    const found = mention.isOptional ? undefined : project.resolve(module, mention.specifier)
    return found?.is === 'package' ? [found.name] : []
  })
}

function isPlugAndPlay({ files, folder }: Project): boolean {
  return files.kindOf(joinPath(folder, '.pnp.cjs')) === 'file'
}

const programs = new Map([
  ...['nodemon', 'tsx', 'ts-node', 'ts-node-dev', 'cross-env', 'concurrently', 'vite', 'next', 'webpack', 'pm2'].map(
    (name) => [name, name] as const,
  ),
  ['babel-node', '@babel/node'],
  ['dotenv', 'dotenv-cli'],
  ['tsc', 'typescript'],
  ['run-p', 'npm-run-all'],
])

/** `npm start` runs a program that nobody has installed. */
function missingCommand({ project }: Facts): ProjectFinding[] {
  const { manifest, files, folder } = project
  if (manifest === undefined || 'fault' in manifest) return []
  const script = manifest.scripts.start ?? ''
  const word = /^(?:\w+=\S+\s+)*([\w-]+)/.exec(script.trim())?.[1] ?? ''
  const name = programs.get(word)
  if (name === undefined || name in manifest.dependencies || installedAt(files, folder, name) !== undefined) return []
  if (installedAt(files, folder, '.bin') !== undefined && hasProgram(project, word)) return []
  if (project.hasProgram(word)) return []
  const command = `${installer(project).add(name)}${name === 'next' ? '' : ' --save-dev'}`
  const evidence = `package.json: "start": "${script}"`
  return [
    error('project/missing-command', {
      values: { word, command },
      evidence,
      lines: [command],
      repair: [run(project, command)],
    }),
  ]
}

function hasProgram({ files, folder }: Project, word: string): boolean {
  const at = installedAt(files, folder, '.bin')
  return at !== undefined && files.namesIn(at).includes(word)
}

function missingDependencies({ project }: Facts): ProjectFinding[] {
  const found = new Map<string, ProjectFinding>()
  for (const { module, mention } of mentionsOf(project)) {
    if (mention.isOptional) continue
    const resolved = project.resolve(module, mention.specifier)
    if (resolved.is !== 'package' || found.has(resolved.name)) continue
    const { name } = resolved
    const own = project.manifestOf(module.path)
    if (own !== undefined && (name in own.dependencies || own.name === name)) continue
    if (installedAt(project.files, folderOf(module.path), name) !== undefined || isPlugAndPlay(project)) continue
    if (isAliased(project, own, name)) continue
    const at = placeText(project, module, mention)
    const evidence = `${at}  ${lineText(module, mention)}`
    // One that is rightly named somewhere else is not what was meant here.
    const unnamed = Object.keys(own?.dependencies ?? {}).filter((each) => !usedNames(project).includes(each))
    const meant = nearestName(name, unnamed)
    if (meant !== undefined) {
      const line = mention.line
      const before = module.parsed.text.split('\n')[line - 1] ?? ''
      const after = before.replace(
        /(['"])((?:@[^'"/]+\/)?[^'"/]+)((?:\/[^'"]*)?)\1/g,
        (whole, quote: string, said: string, rest: string) =>
          said === name ? `${quote}${meant.name}${rest}${quote}` : whole,
      )
      const isListed = meant.isBuiltin || meant.name in (own?.dependencies ?? {})
      const command = isListed ? [] : [run(project, installer(project).add(meant.name))]
      found.set(
        name,
        error('project/misspelt-package', {
          values: { at, name, meant: meant.name },
          evidence,
          lines: isListed ? [after.trim()] : [after.trim(), installer(project).add(meant.name)],
          repair: [{ do: 'replace', file: module.path, line, before, after }, ...command],
        }),
      )
      continue
    }
    const start = own === undefined ? ['npm init -y'] : []
    const isOurs = name === 'parley' || name.startsWith('@parley/')
    // Of that name the registry has somebody else's.
    const command = isOurs ? 'npm install ../parley/apps/parley' : installer(project).add(name)
    found.set(
      name,
      error('project/missing-dependency', {
        values: { at, name, command },
        evidence,
        lines: [...start, command],
        ...(isCommon(name) ? { repair: [...start.map((line) => run(project, line)), run(project, command)] } : {}),
      }),
    )
  }
  return [...found.values()]
}

/** A compiler's or a bundler's own names: `paths` of a tsconfig.json. */
function isAliased({ files, folder }: Project, own: Manifest | undefined, name: string): boolean {
  const [head = ''] = name.split('/')
  return [own?.folder ?? folder, folder].some((at) =>
    ['tsconfig.json', 'jsconfig.json'].some((config) => {
      const text = files.textOf(joinPath(at, config)) ?? ''
      return (
        /"(?:paths|baseUrl)"/.test(text) &&
        (text.includes(`"${head}`) || files.kindOf(joinPath(at, head)) !== undefined)
      )
    }),
  )
}
