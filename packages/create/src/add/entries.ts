import type { ProjectSources } from './project-sources.ts'

/** What of a package.json says where a project starts. */
export interface Manifest {
  readonly type?: unknown
  readonly main?: unknown
  readonly scripts?: unknown
  readonly dependencies?: unknown
  readonly devDependencies?: unknown
}

const usual = ['bin/www', 'server', 'app', 'index', 'main', 'src/server', 'src/app', 'src/index', 'src/main']

/** Where a project may start, the likeliest first: what its scripts run, its `main`, and what such files are called. */
export function entriesOf({ scripts, main }: Manifest, project: ProjectSources): readonly (readonly string[])[] {
  const said = (typeof scripts === 'object' && scripts !== null ? scripts : {}) as Record<string, unknown>
  const groups = [
    ...['start', 'dev', 'develop', 'serve', 'server'].map((name) => said[name]),
    typeof main === 'string' ? main : '',
  ].map((text) => filesIn(typeof text === 'string' ? text : '', project))
  return [...groups, ...usual.map((name) => filesIn(name, project))].filter((files) => files.length > 0)
}

/** The files that words of a line name. What a build made is not what people edit. */
function filesIn(line: string, project: ProjectSources): string[] {
  const words = line.split(/[\s'"=]+/).filter((word) => /^[\w./@-]+$/.test(word) && !word.startsWith('-'))
  return words
    .filter(
      (word) =>
        !/^(\.\/)?(dist|build|out|\.next|node_modules)(\/|$)/.test(word) && !['node', 'npm', 'run', '.'].includes(word),
    )
    .flatMap((word) => project.fileFor(word) ?? [])
}
