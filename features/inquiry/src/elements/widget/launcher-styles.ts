import { css } from 'lit'

/** The button in the corner. */
export const launcherStyles = css`
  .launcher {
    position: fixed;
    z-index: var(--parley-inquiry-layer, 1000);
    inset-block-end: max(var(--_corner), env(safe-area-inset-bottom));
    inset-inline-end: max(var(--_corner), env(safe-area-inset-right));
    display: inline-flex;
    align-items: center;
    gap: 8px;
    min-height: 52px;
    padding: 0 20px;
    border-radius: 999px;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: var(--_shadow);
    font-weight: 650;
  }

  .launcher:hover {
    background: color-mix(in srgb, var(--_accent) 88%, var(--_text));
  }

  .launcher svg {
    width: 22px;
    height: 22px;
  }

  .badge {
    position: absolute;
    inset-block-start: -6px;
    inset-inline-end: -4px;
    min-width: 22px;
    height: 22px;
    padding: 0 6px;
    border-radius: 11px;
    background: var(--_badge);
    color: var(--_on-badge);
    box-shadow: 0 0 0 2px var(--_surface);
    font-size: 0.75rem;
    font-weight: 700;
    line-height: 22px;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }

  .away {
    position: absolute;
    inset-block-end: 2px;
    inset-inline-start: 4px;
    width: 12px;
    height: 12px;
    border: 2px solid var(--_muted);
    border-radius: 50%;
    background: var(--_surface);
  }
`
