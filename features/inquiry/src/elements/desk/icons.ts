import { circle, icon } from '@parley/elements'
import { svg, type TemplateResult } from 'lit'

export const sendIcon = icon('M10 16V4M4.5 9.5 10 4l5.5 5.5')
export const backIcon = icon('M12.5 4.5 7 10l5.5 5.5')
export const replyIcon = icon('M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1.5')
export const noteIcon = icon('M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9')
export const verifiedIcon = icon('M10 2.5 16 5v4.5c0 3.6-2.4 6.5-6 8-3.6-1.5-6-4.4-6-8V5zM7.2 9.8l2 2 3.6-4')
export const guestIcon = icon(`M7.6 7.8a2.4 2.4 0 1 1 3.4 2.2c-.7.3-1 .8-1 1.6M10 14v.1${circle}`)
export const botIcon = icon('M4 7.5h12V16H4zM10 7.5V4.5M10 3.6v.1M7.5 11.2v.1M12.5 11.2v.1')
export const mailIcon = icon('M3 5h14v10.5H3zM3.5 5.5 10 11l6.5-5.5')
export const swapIcon = icon('M3.5 7h12M12 3.5 15.5 7 12 10.5M16.5 13h-12M8 9.5 4.5 13 8 16.5')
export const queueIcon = icon('M4 5h12M4 10h12M4 15h7')
export const flagIcon = icon('M5 17V3.5M5 4h9.5l-2 3.5 2 3.5H5')
export const labelIcon = icon('M3.5 4v5.5l7 7 6-6-7-7H4.5zM7 7v.1')
export const mergeIcon = icon('M5 3.5V6a4 4 0 0 0 4 4h6.5M5 16.5V14a4 4 0 0 1 4-4M12.5 7l3 3-3 3')
export const personIcon = icon('M10 3.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4ZM3.8 17a6.2 6.2 0 0 1 12.4 0')
export const boardIcon = icon('M3.5 16.5h13M6 13.5V9M10 13.5v-9M14 13.5V7')
export const helpIcon = icon(`M7.8 7.8a2.2 2.2 0 1 1 3.2 2c-.7.4-1 .8-1 1.6M10 14v.1${circle}`)
export const searchIcon = icon('M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13.2 13.2 17 17')
export const filterIcon = icon('M3.5 5.5h13M6 10h8M8.5 14.5h3')
export const attachIcon = icon(
  'M15.8 9.2 9.6 15.4a3.6 3.6 0 0 1-5-5l6.6-6.7a2.4 2.4 0 0 1 3.4 3.4L8 13.6a1.1 1.1 0 0 1-1.6-1.6l5.8-5.8',
)
export const fileIcon = icon(
  'M11.5 2.5H6A1.5 1.5 0 0 0 4.5 4v12A1.5 1.5 0 0 0 6 17.5h8a1.5 1.5 0 0 0 1.5-1.5V6.5zM11.5 2.5v4h4',
)
export const cannedIcon = icon('M3.5 4.5h13v9H9l-3.5 3v-3h-2zM7 8h6M7 10.5h4')
export const downIcon = icon('M10 4v12M4.5 10.5 10 16l5.5-5.5')
export const doubleCheckIcon = icon('M2.5 10.5l3.5 4 7-9M9.5 13.8l.8.7 7-9')
export const reopenIcon = icon('M4 10a6 6 0 1 0 2-4.5M4 3.5v3.5h3.5')
export const starIcon = icon('M10 3l2.1 4.5 4.9.6-3.6 3.4.9 4.9-4.3-2.4-4.3 2.4.9-4.9L3 8.1l4.9-.6z')
export const eyeIcon = icon('M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z')
export const mentionIcon = icon('M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0v1.2a2 2 0 0 0 4 0V10a7 7 0 1 0-2.8 5.6')
export const pencilIcon = icon('M12.5 4.5l3 3L7 16l-3.5.5L4 13zM11 6l3 3')

/** A circle that is full, half or empty. */
const disc = (inner: string): TemplateResult<2> =>
  svg`<svg viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true"><circle cx="10" cy="10" r="6"></circle><path d=${inner} fill="currentColor" stroke="none"></path></svg>`

export const availableIcon = disc('M10 4a6 6 0 0 1 0 12 6 6 0 0 1 0-12z')
export const awayIcon = disc('M10 4a6 6 0 0 0 0 12z')
export const offlineStatusIcon = disc('')
