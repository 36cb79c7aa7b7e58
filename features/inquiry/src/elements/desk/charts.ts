import type { TemplateResult } from 'lit'
import { css, html, svg } from 'lit'

export interface Series {
  readonly name: string
  /** One value a day; `undefined`: none. */
  readonly values: readonly (number | undefined)[]
}

export interface ChartData {
  readonly title: string
  /** What the axis says of each place, in order. */
  readonly labels: readonly string[]
  readonly series: readonly Series[]
  readonly format: (value: number) => string
  /** The highest there can be; otherwise the highest there is. */
  readonly max?: number
}

const width = 420
const height = 168
const bottom = 144
const top = 26
const start = 4

/** Bars side by side for each day, drawn as SVG. For those who do not see it the table beside it says the same. */
export function barsView({ labels, series, format, max }: ChartData, none: string): TemplateResult {
  const values = series.flatMap((one) => one.values.filter((value) => value !== undefined))
  if (values.length === 0) return html`<p class="none">${none}</p>`
  const highest = max ?? Math.max(...values)
  const scale = highest > 0 ? (bottom - top) / highest : 0
  const slot = (width - start * 2) / labels.length
  const bar = Math.min(28, (slot * 0.72) / series.length)
  const every = Math.ceil(labels.length / 7)
  return html`<div class="plot"><svg class="chart" viewBox=${`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      ${[0, 0.5, 1].map((part) => {
        const y = bottom - part * highest * scale
        return svg`<line class="grid" x1="0" x2=${width} y1=${y} y2=${y}></line>`
      })}
      ${series.map((one, index) =>
        one.values.map((value, place) => {
          if (value === undefined) return ''
          const tall = Math.max(value > 0 ? 2 : 0, value * scale)
          const x = start + place * slot + slot / 2 + (index - series.length / 2) * bar
          return svg`<rect class=${`series-${index}`} x=${x + 1} y=${bottom - tall} width=${Math.max(1, bar - 2)} height=${tall} rx="2"><title>${`${labels[place]}: ${one.name} ${format(value)}`}</title></rect>`
        }),
      )}
      ${labels.map((label, place) =>
        place % every === 0
          ? svg`<text x=${place === 0 ? 0 : start + place * slot + slot / 2} y=${height - 6} text-anchor=${place === 0 ? 'start' : 'middle'}>${label}</text>`
          : '',
      )}
    </svg>
    <span class="highest" aria-hidden="true">${format(highest)}</span></div>
    ${
      series.length > 1
        ? html`<div class="legend" aria-hidden="true">${series.map(({ name }, index) => html`<span><i class=${`series-${index}`}></i>${name}</span>`)}</div>`
        : ''
    }`
}

/** The same numbers as a table. */
export function chartTable({ title, labels, series, format }: ChartData, day: string, none: string): TemplateResult {
  return html`<table>
    <caption class="unseen">${title}</caption>
    <thead><tr><th scope="col">${day}</th>${series.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>
      ${labels.map(
        (label, place) =>
          html`<tr><th scope="row">${label}</th>${series.map(({ values }) => {
            const value = values[place]
            return html`<td>${value === undefined ? none : format(value)}</td>`
          })}</tr>`,
      )}
    </tbody>
  </table>`
}

export const chartStyles = css`
  .plot {
    position: relative;
    direction: ltr;
  }

  .chart {
    width: 100%;
    height: auto;
  }

  .grid {
    stroke: var(--_border);
  }

  .chart text {
    fill: var(--_muted);
    font-size: 12px;
  }

  .series-0 {
    fill: var(--_accent);
    background: var(--_accent);
  }

  .series-1 {
    fill: var(--_field);
    background: var(--_field);
  }

  .highest {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .legend span {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }

  .legend i {
    width: 10px;
    height: 10px;
    border-radius: 3px;
  }

  @media (forced-colors: active) {
    .series-0 {
      fill: Highlight;
    }

    .series-1 {
      fill: GrayText;
    }
  }
`
