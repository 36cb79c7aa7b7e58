import type { Files } from './files/files.ts'
import { type Project, type ReadLimits, readProject } from './read-project.ts'
import { judge } from './rules/index.ts'
import type { ProjectFinding } from './rules/rule.ts'
import { pagesOf } from './sites/pages.ts'
import { type Sites, sitesOf } from './sites/sites.ts'

export interface ExamineOptions extends ReadLimits {
  /** Node's version that runs the project, `20.19.1`. */
  readonly nodeVersion: string
}

/** What was seen of a project, and what is wrong with it. */
export interface Examined {
  readonly project: Project
  readonly sites: Sites
  readonly findings: readonly ProjectFinding[]
}

/** Reads the project in a folder and judges it. It runs nothing and changes nothing. */
export function examine(files: Files, folder: string, { nodeVersion, ...limits }: ExamineOptions): Examined {
  const project = readProject(files, folder, nodeVersion, limits)
  const sites = sitesOf(project)
  const findings = judge({ project, sites, pages: pagesOf(project) })
  return { project, sites, findings }
}
