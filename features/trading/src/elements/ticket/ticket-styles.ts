import { css } from 'lit'
import { sideColours } from '../side-styles.ts'
import { sumsStyles } from './sums-styles.ts'

export const ticketStyles = [
  sideColours,
  sumsStyles,
  css`
    :host {
      display: block;
      color: var(--_text);
      background: var(--_surface);
      font-family: var(--_font);
      font-size: var(--_size);
      line-height: 1.4;
      container-type: inline-size;
    }

    form {
      display: flex;
      flex-direction: column;
      gap: var(--_ticket-gap, 10px);
      padding: 12px;
    }

    .sides {
      display: grid;
      grid-template-columns: 1fr 1fr;
      gap: 4px;
      margin: 12px 12px 0;
      padding: 4px;
      border-radius: 12px;
      background: var(--_raised);
    }

    .sides button {
      min-height: var(--_control, 40px);
      border-radius: 9px;
      color: var(--_muted);
      font-weight: 650;
    }

    .sides button[aria-selected='true'].buy {
      background: var(--_buy-fill);
      color: var(--_on-fill);
    }

    .sides button[aria-selected='true'].sell {
      background: var(--_sell-fill);
      color: var(--_on-fill);
    }

    .field {
      min-width: 0;
    }

    label,
    .label {
      display: block;
      margin-bottom: 3px;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    label small {
      font-weight: 400;
    }

    .box {
      display: flex;
      align-items: center;
      min-height: var(--_control, 40px);
      border: 1px solid var(--_field);
      border-radius: 10px;
      background: var(--_surface);
    }

    .box:focus-within {
      outline: 2px solid var(--_focus);
      outline-offset: -1px;
    }

    .wrong .box {
      border-color: var(--_danger);
    }

    input:not([type='checkbox'], [type='range']),
    select {
      flex: 1;
      min-width: 0;
      width: 100%;
      min-height: calc(var(--_control, 40px) - 2px);
      padding: 0 10px;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-variant-numeric: tabular-nums;
    }

    input:not([type='checkbox'], [type='range']):focus-visible {
      outline: none;
    }

    .box input:not([type='datetime-local']) {
      text-align: end;
    }

    select {
      border: 1px solid var(--_field);
      border-radius: 10px;
      background: var(--_surface);
      min-height: var(--_control, 40px);
    }

    select option {
      background: var(--_surface);
      color: var(--_text);
    }

    .unit {
      flex: none;
      min-width: 3.25em;
      padding-inline: 0 10px;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .fault {
      margin: 3px 0 0;
      color: var(--_danger);
      font-size: 0.8125rem;
    }

    .hint {
      margin: 4px 0 0;
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .by {
      display: flex;
      justify-content: space-between;
      align-items: baseline;
      gap: 8px;
    }

    .by button {
      margin-bottom: 3px;
      padding: 2px 8px;
      border-radius: 999px;
      color: var(--_muted);
      font-size: 0.8125rem;
      font-weight: 600;
    }

    .by button[aria-pressed='true'] {
      background: var(--_raised);
      color: var(--_text);
      box-shadow: inset 0 0 0 1px var(--_field);
    }

    .part input {
      display: block;
      width: 100%;
      margin: 2px 0;
      accent-color: var(--_accent);
    }

    .marks {
      display: flex;
      justify-content: space-between;
    }

    .marks button {
      min-width: 40px;
      min-height: 26px;
      border-radius: 8px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-variant-numeric: tabular-nums;
    }

    .marks button:hover {
      background: var(--_raised);
      color: var(--_text);
    }

    .check {
      display: flex;
      align-items: center;
      gap: 8px;
      min-height: 28px;
      margin: 0;
      color: var(--_text);
      font-size: 0.875rem;
      font-weight: 400;
      cursor: pointer;
    }

    .check input {
      flex: none;
      width: 18px;
      height: 18px;
      margin: 0;
      accent-color: var(--_accent);
    }

    .send {
      min-height: calc(var(--_control, 40px) + 6px);
      padding: 0 16px;
      border-radius: 12px;
      color: var(--_on-fill);
      font-weight: 650;
    }

    .send.buy {
      background: var(--_buy-fill);
    }

    .send.sell {
      background: var(--_sell-fill);
    }

    .send[aria-disabled='true'] {
      background: var(--_raised);
      color: var(--_muted);
      box-shadow: inset 0 0 0 1px var(--_border);
      cursor: default;
    }

    .stale .free,
    .stale .sums,
    .stale .hint {
      color: var(--_muted);
      filter: grayscale(1);
    }

    .waits,
    .said {
      margin: 0;
      padding: 8px 10px;
      border-radius: 10px;
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }

    .waits {
      background: var(--_notice);
      color: var(--_on-notice);
    }

    .said {
      background: var(--_raised);
    }

    .said.no {
      background: var(--_danger-soft);
      color: var(--_danger);
    }

    .said:empty {
      padding: 0;
    }

    @media (pointer: coarse) {
      .marks button {
        min-height: 36px;
      }

      .check {
        min-height: 40px;
      }
    }
  `,
]
