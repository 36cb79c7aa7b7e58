import type { Examined } from '../project/examine.ts'
import { placeText } from '../project/show.ts'
import type { Step } from './report.ts'

/** What was looked at in a project. */
export function projectSteps({ project, sites, findings }: Examined): Step[] {
  const has = (...codes: readonly string[]) =>
    findings.some(({ code }) => codes.includes(code.slice('project/'.length)))
  const steps: Step[] = []
  const [entry] = project.entries
  const broken = has('syntax', 'entry-missing', 'missing-file', 'file-case', 'import-extension', 'package-json-broken')
  const count = project.modules.length
  const read =
    entry === undefined
      ? ''
      : `${project.shown(entry.path)}${count > 1 ? ` + ${count - 1}` : ''}${project.isCut ? ' …' : ''}`
  steps.push({ name: 'files', state: broken ? 'failed' : entry === undefined ? 'skipped' : 'ok', detail: read })
  if (project.manifest !== undefined) {
    const isMissing = has('not-installed', 'missing-dependency', 'misspelt-package', 'missing-command')
    steps.push({ name: 'packages', state: isMissing ? 'failed' : 'ok', detail: '' })
  }
  for (const listen of sites.listens.slice(0, 3)) {
    const isWrong = has('wrong-server-listens', 'port-taken-twice')
    const port = listen.port === undefined ? '' : `:${listen.port} `
    steps.push({
      name: 'server',
      state: isWrong ? 'failed' : 'ok',
      detail: `${port}${placeText(project, listen.module, listen.node)}`,
    })
  }
  for (const attach of sites.attaches.slice(0, 3)) {
    const isWrong = has(
      'app-instead-of-server',
      'server-before-created',
      'circular-import',
      'two-websocket-servers',
      'upgrade-taken-twice',
    )
    const path = attach.path ? ` ${attach.path}` : ''
    const detail = `${attach.library}${path} ${placeText(project, attach.module, attach.node)}`
    steps.push({ name: 'socket', state: isWrong ? 'failed' : 'ok', detail })
  }
  return steps
}
