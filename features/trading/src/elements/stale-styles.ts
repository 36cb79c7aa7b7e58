import { css } from 'lit'

/**
 * What is not of now: grey, and muted. A moment later than it is so, as what comes back within that was hardly away: a switch of markets would flash
 * else. Greys keep the lightness of their colours, and so the contrast.
 */
export const staleStyles = css`
  .old {
    animation: parley-old 0s 160ms forwards;
  }

  @keyframes parley-old {
    to {
      color: var(--_muted);
      filter: grayscale(1);
    }
  }

  .chip {
    flex: none;
    padding: 1px 8px;
    border-radius: 999px;
    background: var(--_notice);
    color: var(--_on-notice);
    font-size: 0.6875rem;
    font-weight: 600;
    line-height: 18px;
    white-space: nowrap;
  }
`
