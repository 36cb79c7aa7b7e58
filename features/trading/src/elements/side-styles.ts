import { css } from 'lit'

/** Colours of the two sides, on the surface and filled; each pair has a contrast of at least 4.5. They never speak alone: a word or an arrow is beside them. */
export const sideColours = css`
  :host {
    --_buy: var(--parley-buy, var(--_rising, light-dark(#0a6e4a, #58d3a0)));
    --_sell: var(--parley-sell, var(--_falling, light-dark(#b3261e, #ffa59b)));
    --_buy-fill: var(--parley-buy-fill, var(--_rising-fill, light-dark(#0a6e4a, #11784f)));
    --_sell-fill: var(--parley-sell-fill, var(--_falling-fill, light-dark(#b3261e, #b23a31)));
    --_on-fill: var(--parley-on-fill, #ffffff);
  }

  .buy,
  .up {
    color: var(--_buy);
  }

  .sell,
  .down {
    color: var(--_sell);
  }
`
