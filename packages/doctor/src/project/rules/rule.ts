import type { Finding } from '@parley/diagnosis'
import type { Edit } from '../../repair/edit.ts'
import type { Project } from '../read-project.ts'
import type { Pages } from '../sites/pages.ts'
import type { Sites } from '../sites/sites.ts'

/** What is wrong with a project, or, as a warning, will be one day. */
export interface ProjectFinding extends Finding {
  readonly severity: 'error' | 'warning'
  readonly evidence: string
  /** What mends it, where a program can: all of them, in this order. */
  readonly repair?: readonly Edit[]
}

/** All that rules look at. */
export interface Facts {
  readonly project: Project
  readonly sites: Sites
  readonly pages: Pages
}

export interface Rule {
  /** The codes it may find. */
  readonly codes: readonly string[]
  /** Where one of these was found, what this one sees is what follows from it. */
  readonly after?: readonly string[]
  find(facts: Facts): readonly ProjectFinding[]
}

type Rest = Omit<ProjectFinding, 'code' | 'severity'>

export function error(code: string, rest: Rest): ProjectFinding {
  return { code, severity: 'error', ...rest }
}

export function warning(code: string, rest: Rest): ProjectFinding {
  return { code, severity: 'warning', ...rest }
}
