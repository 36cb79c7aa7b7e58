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

export const upIcon = icon('M10 16V4M4.5 9.5 10 4l5.5 5.5')
export const fileIcon = icon(
  'M11.5 2.5H6A1.5 1.5 0 0 0 4.5 4v12A1.5 1.5 0 0 0 6 17.5h8a1.5 1.5 0 0 0 1.5-1.5V6.5zM11.5 2.5v4h4',
)
export const smileIcon = icon(`M7 12a3.6 3.6 0 0 0 6 0M7.6 8v.1M12.4 8v.1${circle}`)
export const addEmojiIcon = icon(
  'M16.9 9.2A7 7 0 1 1 10.8 3M15 2.5v5M12.5 5h5M7.2 11.6a3.4 3.4 0 0 0 5.6 0M7.6 8.2v.1M12.2 8.2v.1',
)
export const hourglassIcon = icon('M5.5 2.5h9M5.5 17.5h9M6.5 2.5v3L10 10l3.5-4.5v-3M6.5 17.5v-3L10 10l3.5 4.5v3')
export const pinIcon = icon('M7 3h6M8 3v4.5L5.5 11h9L12 7.5V3M10 11v6')
export const replyIcon = icon('M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1.5')
export const threadIcon = icon('M4 4.5h12M4 9h12M8 13.5h8M4 13.5v.1')
export const moreIcon = icon('M5 10v.1M10 10v.1M15 10v.1')
export const searchIcon = icon('M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13.2 13.2 17 17')
export const closeIcon = icon('M5 5l10 10M15 5 5 15')
export const attachIcon = icon(
  'M15.8 9.2 9.6 15.4a3.6 3.6 0 0 1-5-5l6.6-6.7a2.4 2.4 0 0 1 3.4 3.4L8 13.6a1.1 1.1 0 0 1-1.6-1.6l5.8-5.8',
)
export const editIcon = icon('M12.5 4.5l3 3L7 16l-3.5.5L4 13zM11 6l3 3')
export const trashIcon = icon('M4 5.5h12M8 5.5v-2h4v2M5.5 5.5l.7 11h7.6l.7-11M8.5 8.5v5M11.5 8.5v5')
export const copyIcon = icon('M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4')
export const linkIcon = icon(
  'M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0L4.6 11.1a3 3 0 0 0 4.3 4.3l1-1',
)
export const flagIcon = icon('M5 17V3.5M5 4h9.5l-2 3.5 2 3.5H5')
export const blockIcon = icon(`M4.8 4.8l10.4 10.4${circle}`)
export const unreadIcon = icon('M3.5 5h13v10h-13zM3.5 6l6.5 5 6.5-5')
export const calendarIcon = icon('M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5')
export const plusIcon = icon('M10 4v12M4 10h12')
export const compassIcon = icon(`M12.9 7.1l-1.6 4.2-4.2 1.6 1.6-4.2z${circle}`)
export const peopleIcon = icon(
  'M7.5 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM2.5 16.5a5 5 0 0 1 10 0M13 4.3a3 3 0 0 1 0 5.4M14.5 12.2a5 5 0 0 1 3 4.3',
)
export const shieldIcon = icon('M10 2.5 16 5v4.5c0 3.6-2.4 6.5-6 8-3.6-1.5-6-4.4-6-8V5z')
export const backIcon = icon('M12.5 4.5 7 10l5.5 5.5')
export const bellIcon = icon('M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4zM8.5 17.2h3')
export const bellOffIcon = icon('M3 3l14 14M6 7a4.5 4.5 0 0 1 8.5 2v3M5.5 9.5v4L4 15h10.5M8.5 17.2h3')
export const gearIcon = icon('M3.5 6h6M13.5 6h3M3.5 14h3M10.5 14h6M11.5 4v4M8.5 12v4')
export const leaveIcon = icon('M8 3.5H4v13h4M8 10h9M13.5 6.5 17 10l-3.5 3.5')
export const inviteIcon = icon('M8 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM2.5 16.5a5.5 5.5 0 0 1 11 0M15.5 6.5v5M13 9h5')
export const hushIcon = icon('M4 8v4h3l4 3.5v-11L7 8zM14 8l3.5 4M17.5 8 14 12')
export const crownIcon = icon('M3.5 6.5 7 10l3-5 3 5 3.5-3.5-1.5 9h-10z')
