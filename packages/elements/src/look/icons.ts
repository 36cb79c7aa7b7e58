import type { TemplateResult } from 'lit'
import { svg } from 'lit'

/** A sign of 20 × 20, drawn by its strokes in the colour of the text around it. */
export const icon = (path: string): TemplateResult<2> =>
  svg`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path}></path></svg>`

export const circle = 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z'

export const warningIcon = icon(`M10 6.5v4.5M10 13.9v.1${circle}`)
export const clockIcon = icon(`M10 6v4.2l2.6 1.6${circle}`)
export const lockIcon = icon('M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9')
export const chevronIcon = icon('M6 8l4 4 4-4')
export const offlineIcon = icon(
  'M3 3l14 14M2.5 8.2A11 11 0 0 1 6 5.9M9.3 5A11 11 0 0 1 17.5 8.2M5.3 11.2a7 7 0 0 1 3-1.8M8 14.2a3 3 0 0 1 4 0M10 16.8v.1',
)
export const moreIcon = icon('M5 10v.1M10 10v.1M15 10v.1')
export const closeIcon = icon('M5 5l10 10M15 5 5 15')
export const trashIcon = icon('M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5')
export const bellIcon = icon('M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4zM8.5 17.2h3')
export const bellOffIcon = icon('M3 3l14 14M6 7a4.5 4.5 0 0 1 8.5 2v3M5.5 9.5v4L4 15h10.5M8.5 17.2h3')
export const gearIcon = icon('M3.5 6h6M13.5 6h3M3.5 14h3M10.5 14h6M11.5 4v4M8.5 12v4')
export const unreadIcon = icon('M3.5 5h13v10h-13zM3.5 6l6.5 5 6.5-5')
export const checkIcon = icon('M4 10.5l4 4 8-9')
export const archiveIcon = icon('M3 4.5h14v3.5H3zM4.5 8v8h11V8M8 11h4')
export const soundIcon = icon('M4 8v4h3l4 3.5v-11L7 8zM13.5 7.5a3.5 3.5 0 0 1 0 5M15.5 5.5a6.4 6.4 0 0 1 0 9')
export const phoneIcon = icon('M6 3.5h8v13H6zM9 14.5h2')
export const hushIcon = icon('M4 8v4h3l4 3.5v-11L7 8zM14 8l3.5 4M17.5 8 14 12')
