import type { TemplateResult } from 'lit'
import { svg } from 'lit'

const icon = (path: string): TemplateResult<2> =>
  svg`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.75"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${path}></path></svg>`

const circle = 'M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15Z'

export const sendIcon = icon('M10 16V4M4.5 9.5 10 4l5.5 5.5')
export const downIcon = icon('M10 4v12M4.5 10.5 10 16l5.5-5.5')
export const warningIcon = icon(`M10 6.5v4.5M10 13.9v.1${circle}`)
export const clockIcon = icon(`M10 6v4.2l2.6 1.6${circle}`)
export const lockIcon = icon('M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9')
export const chevronIcon = icon('M6 8l4 4 4-4')
export const speechIcon = icon(
  'M3.5 5A1.5 1.5 0 0 1 5 3.5h10A1.5 1.5 0 0 1 16.5 5v7a1.5 1.5 0 0 1-1.5 1.5h-4L7 17v-3.5H5A1.5 1.5 0 0 1 3.5 12z',
)
export const offlineIcon = icon(
  'M3 3l14 14M2.5 8.2A11 11 0 0 1 6 5.9M9.3 5A11 11 0 0 1 17.5 8.2M5.3 11.2a7 7 0 0 1 3-1.8M8 14.2a3 3 0 0 1 4 0M10 16.8v.1',
)
