import { base, iconButton, Watch } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { BoardModel } from '../../client/desk/board-model.ts'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { ReportDay } from '../../client/desk/reports.ts'
import { meanOf, reportCsv, reportDays, satisfactionOf, sumOf, withinOf } from '../../client/desk/reports.ts'
import type { Spread } from '../../contract/index.ts'
import type { DeskActions } from './actions.ts'
import { agentsView } from './agents-view.ts'
import { boardStyles } from './board-styles.ts'
import type { ChartData } from './charts.ts'
import { barsView, chartStyles, chartTable } from './charts.ts'
import { backIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

const ranges = [7, 14, 30, 90] as const
const refreshMs = 15_000
const dayMs = 86_400_000

/** What supervisors see: how it stands now, who answers how much, and how the past days were. */
export class DeskBoard extends LitElement {
  static override styles = [base, iconButton, boardStyles, chartStyles]
  static override properties = {
    words: { attribute: false },
    desk: { attribute: false },
    board: { attribute: false },
    actions: { attribute: false },
    days: { state: true },
    team: { state: true },
  }

  declare words: Words
  declare desk: DeskModel
  declare board: BoardModel
  declare actions: DeskActions
  declare private days: number
  declare private team: string | undefined
  #refreshing: ReturnType<typeof setInterval> | undefined

  constructor() {
    super()
    this.days = 14
    new Watch(this, () => [this.desk, this.board])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#refreshing = setInterval(() => this.requestUpdate(), refreshMs)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#refreshing)
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.back')?.focus()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<header>
        <button class="icon back" part="back" aria-label=${text.back} title=${text.back} @click=${() => this.actions.back()}>${backIcon}</button>
        <h2>${text.board}</h2>
      </header>
      <div class="scroller" tabindex="0" role="region" aria-label=${text.board}>
        ${this.#nowView()}
        <section aria-labelledby="agents"><h3 id="agents">${text.agents}</h3>${agentsView(this.desk, this.words, this.actions)}</section>
        ${this.#reportsView()}
      </div>`
  }

  #nowView(): TemplateResult {
    const { desk, words } = this
    const { text } = words
    const { waiting, assigned } = desk.totals
    const since = desk.queue.map(({ waitingSince, enteredAt }) => waitingSince ?? enteredAt)
    const longest = since.length === 0 ? undefined : Date.now() - Math.min(...since)
    const there = desk.agentsOf(undefined).filter(({ status, isPresent }) => status === 'available' && isPresent).length
    return html`<section aria-labelledby="now"><h3 id="now">${text.boardNow}</h3>
      <dl class="tiles" part="now">
        ${tileView(text.waiting, words.number(waiting))}
        ${tileView(text.longestWait, longest === undefined ? text.none : words.span(longest))}
        ${tileView(text.inProgress, words.number(assigned))}
        ${tileView(text.agentsThere, words.number(there))}
      </dl>
    </section>`
  }

  get #range(): { readonly from: string; readonly to: string; readonly team: string | undefined } {
    const day = (back: number) => new Date(Date.now() - back * dayMs).toISOString().slice(0, 10)
    return { from: day(this.days - 1), to: day(0), team: this.team }
  }

  #reportsView(): TemplateResult {
    const { words, desk } = this
    const { text } = words
    const days = reportDays(this.board.board, this.#range)
    const all = sumOf(days)
    const rated = satisfactionOf(all.ratings)
    return html`<section aria-labelledby="reports">
      <div class="bar"><h3 id="reports">${text.reports}</h3>
        <select aria-label=${text.range} @change=${(event: Event) => {
          this.days = Number((event.target as HTMLSelectElement).value)
        }}>${ranges.map((range) => html`<option value=${range} ?selected=${range === this.days}>${text.lastDays(range)}</option>`)}</select>
        <select aria-label=${text.team} @change=${(event: Event) => {
          this.team = (event.target as HTMLSelectElement).value || undefined
        }}><option value="">${text.allTeams}</option>${desk.teams.map((team) => html`<option value=${team}>${words.team(desk.desk, team)}</option>`)}</select>
        <button class="quiet" part="csv" @click=${this.#download}>${text.csv}</button>
      </div>
      <dl class="tiles">
        ${tileView(text.openedShort, words.number(all.opened))}${tileView(text.resolvedShort, words.number(all.resolved))}
        ${tileView(text.breaches, words.number(all.breaches))}
        ${tileView(text.satisfaction, rated.mean === undefined ? text.none : `${words.number(rated.mean)} / 5`)}
      </dl>
      <div class="charts">
        ${this.#spreadView(text.firstReplyTime, days, all.firstReply, ({ firstReply }) => firstReply)}
        ${this.#spreadView(text.resolutionTime, days, all.resolution, ({ resolution }) => resolution)}
        ${this.#chartView(
          {
            ...{ title: text.satisfaction, labels: this.#labels(days), max: 5, format: (value) => words.number(value) },
            series: [{ name: text.mean, values: days.map(({ ratings }) => satisfactionOf(ratings).mean) }],
          },
          text.ratings(rated.count),
        )}
        ${this.#chartView({
          ...{ title: text.volume, labels: this.#labels(days), format: (value) => words.number(value) },
          series: [
            { name: text.openedShort, values: countsOf(days, ({ opened }) => opened) },
            { name: text.resolvedShort, values: countsOf(days, ({ resolved }) => resolved) },
          ],
        })}
      </div>
    </section>`
  }

  #labels(days: readonly ReportDay[]): readonly string[] {
    return days.map(({ day }) => this.words.shortDay(day))
  }

  #spreadView(title: string, days: readonly ReportDay[], all: Spread, of: (day: ReportDay) => Spread): TemplateResult {
    const { words } = this
    const { text } = words
    const mean = meanOf(all)
    const within = withinOf(all, 0.9)
    const says = [
      mean === undefined ? '' : `${text.mean}: ${words.span(mean)}`,
      within === undefined ? '' : text.within90(words.span(within)),
    ]
    const values = days.map((day) => meanOf(of(day)))
    const data = { title, labels: this.#labels(days), series: [{ name: text.mean, values }], format: words.span }
    return this.#chartView(data, says.filter(Boolean).join(' · '))
  }

  #chartView(data: ChartData, says = ''): TemplateResult {
    const { text } = this.words
    return html`<figure part="chart">
      <figcaption><h4>${data.title}</h4>${says ? html`<span>${says}</span>` : nothing}</figcaption>
      ${barsView(data, text.noNumbers)}
      <details><summary>${text.asTable}<span class="unseen">: ${data.title}</span></summary><div class="table">${chartTable(data, text.day, text.none)}</div></details>
    </figure>`
  }

  /** Made in the page: nothing is asked of the server. */
  #download = (): void => {
    const { from, to } = this.#range
    const blob = new Blob([reportCsv(this.board.board, this.#range)], { type: 'text/csv;charset=utf-8' })
    const url = URL.createObjectURL(blob)
    const link = Object.assign(document.createElement('a'), { href: url, download: `inquiries-${from}-${to}.csv` })
    link.click()
    setTimeout(() => URL.revokeObjectURL(url))
  }
}

/** Days before there was anything are no zeros. */
function countsOf(days: readonly ReportDay[], of: (day: ReportDay) => number): readonly (number | undefined)[] {
  return days.some((day) => of(day) > 0) ? days.map(of) : days.map(() => undefined)
}

function tileView(name: string, value: string): TemplateResult {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}
