import { type Finding, render } from '@parley/diagnosis'

/** Why nothing was made or changed: a finding, for who asked. */
export class Refused extends Error {
  readonly finding: Finding

  constructor(finding: Finding, options?: ErrorOptions) {
    super(render(finding, 'en').what, options)
    this.name = 'Refused'
    this.finding = finding
  }
}
