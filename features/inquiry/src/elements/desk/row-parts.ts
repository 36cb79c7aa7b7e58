import { clockIcon, warningIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import { deadlineOf } from '../../client/desk/deadline.ts'
import type { Customer, InquiryStatus, Priority, Row } from '../../contract/index.ts'
import { flagIcon, guestIcon, labelIcon, verifiedIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

/** Whether the site says who a customer is: by a sign and a word. */
export function standingView({ verified }: Customer, { text }: Words): TemplateResult {
  return html`<span class="standing ${verified ? 'verified' : 'guest'}" title=${verified ? text.verifiedSays : text.guestSays}>${
    verified ? verifiedIcon : guestIcon
  }<span>${verified ? text.verified : text.guest}</span></span>`
}

/** What is due next, in words. It stands in no live region: it would be read every minute. */
export function deadlineView(
  row: Pick<Row, 'due' | 'status'>,
  now: number,
  words: Words,
): TemplateResult | typeof nothing {
  const deadline = deadlineOf(row, now)
  if (!deadline) return nothing
  const { text } = words
  const target = text.targets[deadline.target]
  const span = words.span(Math.abs(deadline.leftMs))
  return html`<span class="chip deadline ${deadline.state}" part="deadline" title=${words.moment(deadline.due)}>${
    deadline.state === 'over' ? warningIcon : clockIcon
  }<span>${deadline.state === 'over' ? text.overdue(target, span) : text.left(target, span)}</span></span>`
}

/** `normal` is not worth a word. */
export function priorityView(priority: Priority, { text }: Words): TemplateResult | typeof nothing {
  if (priority === 'normal') return nothing
  return html`<span class="chip priority ${priority}">${flagIcon}<span>${text.priorities[priority]}</span></span>`
}

export function labelsView(labels: readonly string[], { text }: Words): TemplateResult | typeof nothing {
  if (labels.length === 0) return nothing
  return html`${labels.map((label) => html`<span class="chip label" title=${text.filterLabel}>${labelIcon}<bdi>${label}</bdi></span>`)}`
}

/** `open` goes without saying. */
export function statusView(
  { status, snoozedUntil }: { readonly status: InquiryStatus; readonly snoozedUntil?: number },
  now: number,
  words: Words,
): TemplateResult | typeof nothing {
  if (status === 'open') return nothing
  const until = snoozedUntil === undefined ? '' : ` ${words.text.snoozedUntil(words.shortMoment(snoozedUntil, now))}`
  return html`<span class="chip status ${status}">${words.text.statuses[status]}${until}</span>`
}

export const chipStyles = css`
  .chip {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    max-width: 100%;
    min-height: 20px;
    padding: 0 7px;
    border-radius: 6px;
    background: var(--_raised);
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 550;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }

  .chip > span,
  .chip > bdi {
    min-width: 0;
    overflow: hidden;
    line-height: 1.6;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .chip svg,
  .standing svg {
    width: 13px;
    height: 13px;
  }

  .deadline.soon,
  .priority.high {
    background: var(--_notice);
    color: var(--_on-notice);
  }

  .deadline.over,
  .priority.urgent {
    background: var(--_danger-soft);
    color: var(--_danger);
  }

  .deadline.over {
    font-weight: 650;
  }

  .status.resolved,
  .status.snoozed,
  .status.pending,
  .label {
    border: 1px solid var(--_border);
    background: none;
  }

  .standing {
    display: inline-flex;
    align-items: center;
    gap: 3px;
    flex: none;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 500;
    white-space: nowrap;
  }

  .standing.verified {
    color: var(--_accent);
  }

  @media (forced-colors: active) {
    .chip {
      border: 1px solid CanvasText;
    }
  }
`
