import { css } from 'lit'

/**
 * The outer element's names for its colours and measures. Each can be set from the page as `--parley-…`; the parts
 * inside use the private `--_…`. Both colours of a pair that meet have a contrast of at least 4.5.
 */
export const tokens = css`
  :host {
    color-scheme: light dark;
    --_font: var(
      --parley-font,
      Pretendard,
      -apple-system,
      BlinkMacSystemFont,
      'Segoe UI',
      Roboto,
      'Apple SD Gothic Neo',
      'Malgun Gothic',
      'Noto Sans KR',
      'Noto Sans CJK KR',
      'Noto Sans',
      sans-serif
    );
    --_mono: var(--parley-font-mono, ui-monospace, 'SF Mono', Menlo, Consolas, 'Liberation Mono', monospace);
    --_size: var(--parley-font-size, 0.9375rem);
    --_surface: var(--parley-surface, light-dark(#ffffff, #131918));
    --_raised: var(--parley-surface-raised, light-dark(#f0f3f2, #212a28));
    --_border: var(--parley-border, light-dark(#dfe5e3, #2c3735));
    --_field: var(--parley-field-border, light-dark(#84918d, #6f7d79));
    --_text: var(--parley-text, light-dark(#18211f, #e7eeec));
    --_muted: var(--parley-text-muted, light-dark(#586560, #9bada8));
    --_accent: var(--parley-accent, light-dark(#0c6b62, #62d2c2));
    --_on-accent: var(--parley-on-accent, light-dark(#ffffff, #06211d));
    --_mine: var(--parley-mine, light-dark(#0c6b62, #155e57));
    --_on-mine: var(--parley-on-mine, light-dark(#ffffff, #effffb));
    --_danger: var(--parley-danger, light-dark(#b3261e, #ffa59b));
    --_danger-soft: var(--parley-danger-soft, light-dark(#fdf0ee, #33201e));
    --_notice: var(--parley-notice, light-dark(#fdf5e1, #2e2818));
    --_on-notice: var(--parley-on-notice, light-dark(#5f4300, #f3d99a));
    --_focus: var(--parley-focus, light-dark(#0f6fde, #7db8ff));
    --_radius: var(--parley-radius, 16px);
    --_measure: var(--parley-measure, 800px);
    --_shadow-small: 0 1px 6px light-dark(rgb(20 40 36 / 0.12), rgb(0 0 0 / 0.5));
    --_shadow: 0 4px 20px light-dark(rgb(20 40 36 / 0.14), rgb(0 0 0 / 0.5));
  }
`

/** What every part begins with. */
export const base = css`
  :host {
    box-sizing: border-box;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }

  button {
    font: inherit;
    color: inherit;
    border: 0;
    padding: 0;
    background: none;
    cursor: pointer;
    touch-action: manipulation;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }

  .quiet {
    display: inline-flex;
    align-items: center;
    min-height: 32px;
    padding: 0 12px;
    border: 1px solid currentColor;
    border-radius: 999px;
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
  }

  .quiet:hover {
    background: color-mix(in srgb, currentColor 10%, transparent);
  }

  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  svg {
    display: block;
    flex: none;
  }

  @media (pointer: coarse) {
    .quiet {
      min-height: 40px;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0s !important;
      transition-duration: 0s !important;
    }
  }
`

/** An outer element: it fills what contains it, in the page's own type. */
export const frame = css`
  :host {
    display: block;
    height: 100%;
    min-height: min(26rem, 100dvh);
    color: var(--_text);
    background: var(--_surface);
    font-family: var(--_font);
    font-size: var(--_size);
    line-height: 1.4667;
    text-align: start;
    -webkit-text-size-adjust: 100%;
    text-size-adjust: 100%;
  }
`

/** A round button with a sign in it. */
export const iconButton = css`
  .icon {
    display: grid;
    place-items: center;
    flex: none;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    color: var(--_muted);
  }

  .icon:hover {
    background: var(--_raised);
    color: var(--_text);
  }
`
