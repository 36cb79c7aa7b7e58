import { css } from 'lit'

export const screenStyles = css`
  :host {
    --_size: var(--parley-font-size, 0.8125rem);
    overflow: hidden;
    background: var(--_border);
  }

  .whole {
    display: grid;
    height: 100%;
    background: var(--_surface);
  }

  .screen {
    display: grid;
    gap: 1px;
    height: 100%;
  }

  /* As markets in Korea and elsewhere in the East have it. Ticket, tables, chart and book inherit it. */
  .rising-red {
    --_rising: light-dark(#c4162a, #ff8f8a);
    --_falling: light-dark(#1a56c4, #8fb8ff);
    --_rising-fill: light-dark(#c4162a, #bd3038);
    --_falling-fill: light-dark(#1a56c4, #2f62c0);
  }

  /* A mouse hits smaller things, and more fits. */
  @media (pointer: fine) {
    .wide,
    .medium {
      --_control: 34px;
      --_ticket-gap: 8px;
      --_tab-height: 36px;
    }
  }

  .narrow {
    --_size: var(--parley-font-size, 0.875rem);
    --_ticket-gap: 8px;
  }

  section,
  nav {
    /* What is said and not shown stands in it, not at the end of the page. */
    position: relative;
    display: flex;
    flex-direction: column;
    overflow: hidden;
    min-width: 0;
    min-height: 0;
    background: var(--_surface);
  }

  section[hidden] {
    display: none;
  }

  section > *,
  nav.markets > * {
    flex: 1;
    min-height: 0;
  }

  .ticket,
  .account {
    overflow: hidden auto;
    overscroll-behavior: contain;
    scrollbar-width: thin;
    scrollbar-color: var(--_border) transparent;
  }

  .ticket > *,
  .account > * {
    flex: none;
  }

  .strip {
    grid-area: strip;
    min-width: 0;
    background: var(--_surface);
  }

  /* Over the chart: what is pressed must not move away. */
  .away {
    z-index: 4;
    grid-area: chart;
    place-self: center;
    max-width: min(520px, calc(100% - 24px));
    border-radius: 12px;
    box-shadow: var(--_shadow);
  }

  .narrow .away {
    grid-area: strip;
    max-width: none;
    place-self: stretch;
    border-radius: 0;
    box-shadow: none;
  }

  .narrow .away > *::part(notice) {
    border-radius: 0;
  }

  .status {
    margin: 0;
    padding: 7px 12px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.8125rem;
    word-break: keep-all;
  }

  .head {
    grid-area: head;
    min-width: 0;
  }

  .markets {
    grid-area: markets;
  }

  .chart {
    grid-area: chart;
  }

  .book {
    grid-area: book;
  }

  .tape {
    grid-area: tape;
  }

  .ticket {
    grid-area: ticket;
  }

  .account {
    grid-area: account;
  }

  .living {
    grid-area: living;
    overflow: visible;
  }

  .living:not(:has(parley-trading-living)) {
    display: none;
  }

  .wide {
    grid-template:
      'strip strip strip strip' auto
      'head head head head' auto
      'markets chart book ticket' fit-content(38%)
      'tape chart book ticket' minmax(0, 1fr)
      'account account book ticket' clamp(180px, 30%, 320px)
      'living living book ticket' auto
      / minmax(224px, 15%) minmax(0, 1fr) minmax(256px, 18%) minmax(280px, 20%);
  }

  .medium {
    grid-template:
      'strip strip strip' auto
      'head head head' auto
      'chart chart ticket' minmax(300px, 42fr)
      'book tape ticket' minmax(330px, 58fr)
      'living living living' auto
      'account account account' 300px
      / minmax(0, 1.1fr) minmax(0, 1fr) minmax(272px, 38%);
    overflow: hidden auto;
  }

  .narrow {
    grid-template:
      'strip' auto
      'head' auto
      'main' minmax(0, 1fr)
      'more' auto
      'go' auto
      'tabs' auto
      / minmax(0, 1fr);
  }

  .narrow .chart,
  .narrow .book,
  .narrow .ticket,
  .narrow .account {
    grid-area: main;
  }

  .narrow .tape {
    grid-area: more;
    height: 168px;
  }

  .narrow .living {
    grid-area: more;
  }

  .go {
    grid-area: go;
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
    padding: 8px 12px;
    background: var(--_surface);
  }

  .go button {
    min-height: 44px;
    border-radius: 12px;
    color: #ffffff;
    font-size: 0.9375rem;
    font-weight: 650;
  }

  .go .buy {
    background: var(--parley-buy-fill, var(--_rising-fill, light-dark(#0a6e4a, #11784f)));
  }

  .go .sell {
    background: var(--parley-sell-fill, var(--_falling-fill, light-dark(#b3261e, #b23a31)));
  }

  .tabs {
    grid-area: tabs;
    flex-direction: row;
    padding-bottom: env(safe-area-inset-bottom);
  }

  .tabs button {
    flex: 1;
    min-height: 50px;
    color: var(--_muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .tabs button[aria-current='page'] {
    color: var(--_accent);
    box-shadow: inset 0 2px 0 var(--_accent);
  }

  .tabs button:focus-visible {
    outline-offset: -4px;
  }
`
