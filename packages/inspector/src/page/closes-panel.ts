import { base } from '@parley/elements'
import { css, html, nothing, type TemplateResult } from 'lit'
import { type Bar, idleTimes } from '../explain/idle-times.ts'
import { Part } from './part.ts'
import { panel } from './styles.ts'

/** How long sockets had been silent when they closed: limits of proxies stand out. */
export class ClosesPanel extends Part {
  static override styles = [
    base,
    panel,
    css`
      .main {
        max-width: 760px;
        margin-inline: auto;
      }

      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 4px;
      }

      li {
        display: grid;
        grid-template-columns: 10.5em minmax(0, 1fr) 2.5em;
        gap: 12px;
        align-items: center;
      }

      .range,
      .count {
        text-align: end;
        font-variant-numeric: tabular-nums;
      }

      .track {
        height: 22px;
        border-radius: 5px;
        background: var(--_raised);
        overflow: hidden;
      }

      .fill {
        height: 100%;
        min-width: 2px;
        border-radius: 5px;
        background: var(--_accent);
      }

      li.peak .fill {
        background: var(--_danger);
      }

      li.peak .range {
        font-weight: 650;
      }

      .fill[hidden] {
        display: none;
      }

      .found {
        padding: 12px 16px;
        border-radius: 12px;
        background: var(--_notice);
        color: var(--_on-notice);
      }
    `,
  ]

  protected override render(): TemplateResult {
    const { words } = this
    const ends = this.around.model.attempts.flatMap(({ ended }) => ended ?? [])
    if (ends.length === 0) return html`<p class="empty">${words.noCloses}</p>`
    const { bars, peak } = idleTimes(ends)
    const most = Math.max(...bars.map(({ count }) => count))
    return html`<div class="main"><section aria-labelledby="title"><h2 id="title">${words.closesTitle}</h2><p class="muted small">${words.closesWhat}</p></section>
      ${
        peak === undefined
          ? html`<p class="small muted">${words.noPeak}</p>`
          : html`<p class="found" role="status">${words.peak(peak.count, peak.of, words.seconds(peak.idleMs))}</p>`
      }
      <ol aria-label=${words.silence}>${bars.map((bar) => this.#barView(bar, most, peak?.idleMs))}</ol></div>`
  }

  #barView({ fromMs, toMs, count }: Bar, most: number, peakMs: number | undefined): TemplateResult {
    const { words } = this
    const [from, to] = [words.seconds(fromMs), Number.isFinite(toMs) ? words.seconds(toMs) : undefined]
    const isPeak = peakMs !== undefined && peakMs >= fromMs && peakMs < toMs
    const share = count / most
    return html`<li class=${isPeak ? 'peak' : ''}><span class="range small" aria-hidden="true">${from} – ${to ?? '∞'}</span>
      <span class="unseen">${words.bar(from, to, count)}</span>
      <div class="track" aria-hidden="true"><div class="fill" ?hidden=${count === 0} .share=${share}></div></div>
      <span class="count small" aria-hidden="true">${count === 0 ? nothing : count}</span></li>`
  }

  /** By the object model, as the page's policy lets no style attribute in. */
  protected override updated(): void {
    for (const fill of this.renderRoot.querySelectorAll<HTMLElement & { share: number }>('.fill')) {
      fill.style.width = `${Math.round(100 * fill.share)}%`
    }
  }
}
