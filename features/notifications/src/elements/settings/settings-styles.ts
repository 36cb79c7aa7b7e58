import { css } from 'lit'

export const settingsStyles = css`
  :host {
    display: block;
    color: var(--_text);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.4667;
    text-align: start;
  }

  .settings {
    display: flex;
    flex-direction: column;
    gap: 16px;
    max-width: var(--_measure);
    background: var(--_surface);
  }

  section {
    padding: 20px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
  }

  h3,
  h4 {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 650;
  }

  h4 {
    margin-block: 20px 4px;
    font-size: 0.9375rem;
  }

  p {
    margin: 0;
  }

  .says {
    color: var(--_muted);
    font-size: 0.8125rem;
    word-break: keep-all;
    overflow-wrap: anywhere;
  }

  h3 + .says {
    margin-block-end: 12px;
  }

  .none {
    color: var(--_muted);
    font-size: 0.875rem;
  }

  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--_accent);
  }

  .switch {
    display: flex;
    align-items: flex-start;
    gap: 12px;
  }

  h3 + .switch {
    margin-block-start: 12px;
  }

  .switch label {
    font-weight: 600;
  }

  .switch input[role='switch'] {
    appearance: none;
    position: relative;
    flex: none;
    width: 40px;
    height: 24px;
    border: 2px solid var(--_field);
    border-radius: 12px;
    background: var(--_surface);
    cursor: pointer;
    transition: background 0.15s;
  }

  .switch input[role='switch']::before {
    content: '';
    position: absolute;
    inset-block-start: 4px;
    inset-inline-start: 4px;
    width: 12px;
    height: 12px;
    border-radius: 50%;
    background: var(--_field);
    transition: inset-inline-start 0.15s;
  }

  .switch input[role='switch']:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .switch input[role='switch']:checked::before {
    inset-inline-start: 20px;
    background: var(--_on-accent);
  }

  .wide {
    overflow-x: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
  }

  th,
  td {
    padding: 10px 8px;
    word-break: keep-all;
    border-block-end: 1px solid var(--_border);
    text-align: start;
    vertical-align: top;
    font-weight: 400;
  }

  tbody tr:last-child > * {
    border-block-end: 0;
  }

  thead th {
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  :is(td, thead th:not(:first-child)) {
    width: 72px;
    text-align: center;
  }

  th[scope='row'],
  thead th:first-child {
    padding-inline-start: 0;
  }

  th[scope='row'] > .says {
    display: block;
  }

  .kind {
    font-weight: 600;
  }

  .whole > * {
    background: var(--_raised);
  }

  .whole th {
    padding-inline-start: 8px;
    color: var(--_muted);
    font-size: 0.8125rem;
  }

  .idle input {
    opacity: 0.45;
  }

  td {
    position: relative;
    color: var(--_muted);
  }

  .off {
    margin-block-start: 8px;
  }

  .quiet-fields {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-end;
    gap: 12px 16px;
    margin-block-start: 16px;
  }

  .quiet-fields > .says {
    padding-block-end: 10px;
  }

  .quiet-fields > .says:empty {
    display: none;
  }

  .field label,
  legend {
    display: block;
    margin-block-end: 4px;
    padding: 0;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  input[type='time'],
  select {
    min-height: 40px;
    max-width: 100%;
    padding: 0 10px;
    border: 1px solid var(--_field);
    border-radius: 8px;
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    flex-basis: 100%;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .day {
    position: relative;
    display: grid;
  }

  .day input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    opacity: 0;
    cursor: pointer;
  }

  .day span {
    display: grid;
    place-items: center;
    min-width: 44px;
    min-height: 36px;
    padding: 0 8px;
    border: 1px solid var(--_field);
    border-radius: 18px;
    font-size: 0.8125rem;
  }

  .day input:checked + span {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 600;
  }

  .day input:focus-visible + span {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .push .says + .quiet {
    margin-block-start: 10px;
  }

  .quiet.main {
    border-color: transparent;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .denied {
    padding: 10px 14px;
    border-radius: 12px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.875rem;
    word-break: keep-all;
  }

  .devices {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .devices li {
    display: flex;
    align-items: center;
    gap: 8px;
    min-height: 44px;
    border-block-end: 1px solid var(--_border);
  }

  .devices li:last-child {
    border-block-end: 0;
  }

  .device {
    flex: 1;
    min-width: 0;
    padding-block: 6px;
    overflow-wrap: anywhere;
  }

  .devices em {
    color: var(--_accent);
    font-size: 0.8125rem;
    font-style: normal;
    font-weight: 600;
  }

  .devices .icon {
    display: grid;
    place-items: center;
    width: 40px;
    height: 40px;
    margin-inline-start: auto;
    border-radius: 50%;
    color: var(--_muted);
  }

  .devices .icon:hover {
    background: var(--_raised);
    color: var(--_danger);
  }

  .sent {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.875rem;
  }

  .sent li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 12px;
    padding-block: 10px;
    border-block-end: 1px solid var(--_border);
  }

  .sent li:last-child {
    border-block-end: 0;
  }

  .what {
    overflow-wrap: anywhere;
  }

  .became {
    grid-column: 1 / -1;
  }

  .became strong {
    margin-inline-end: 6px;
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .failed strong {
    color: var(--_danger);
  }

  .below {
    display: flex;
    gap: 8px;
    margin-block-start: 12px;
  }

  .problem {
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--_danger-soft);
    color: var(--_danger);
    font-size: 0.875rem;
  }

  .skeleton i {
    display: block;
    height: 64px;
    margin-block-end: 16px;
    border-radius: var(--_radius);
    background: var(--_raised);
  }

  @media (max-width: 560px) {
    section {
      padding: 16px;
    }

    :is(td, thead th:not(:first-child)) {
      width: 56px;
      padding-inline: 4px;
    }
  }

  @media (pointer: coarse) {
    input[type='checkbox']:not([role]) {
      width: 22px;
      height: 22px;
    }
  }

  @media (forced-colors: active) {
    .day input:checked + span {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`
