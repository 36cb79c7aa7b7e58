import { css } from 'lit'

/** How an agent is: a full, a half and an empty circle, each with a colour of its own. */
export const statusStyles = css`
  .sign-of {
    display: inline-block;
    flex: none;
    color: var(--_muted);
    vertical-align: -1px;
  }

  .sign-of svg {
    width: 13px;
    height: 13px;
  }

  .sign-of.available {
    color: var(--_accent);
  }

  .sign-of.away {
    color: var(--_on-notice);
  }
`
