import { circle, icon } from '@parley/elements'

export const sendIcon = icon('M10 16V4M4.5 9.5 10 4l5.5 5.5')
export const downIcon = icon('M10 4v12M4.5 10.5 10 16l5.5-5.5')
export const speechIcon = icon(
  'M3.5 5A1.5 1.5 0 0 1 5 3.5h10A1.5 1.5 0 0 1 16.5 5v7a1.5 1.5 0 0 1-1.5 1.5h-4L7 17v-3.5H5A1.5 1.5 0 0 1 3.5 12z',
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
export const searchIcon = icon('M9 3.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM13.2 13.2 17 17')
export const attachIcon = icon(
  'M15.8 9.2 9.6 15.4a3.6 3.6 0 0 1-5-5l6.6-6.7a2.4 2.4 0 0 1 3.4 3.4L8 13.6a1.1 1.1 0 0 1-1.6-1.6l5.8-5.8',
)
export const editIcon = icon('M12.5 4.5l3 3L7 16l-3.5.5L4 13zM11 6l3 3')
export const copyIcon = icon('M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4')
export const linkIcon = icon(
  'M8.5 11.5a3 3 0 0 0 4.3 0l2.6-2.6a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0L4.6 11.1a3 3 0 0 0 4.3 4.3l1-1',
)
export const flagIcon = icon('M5 17V3.5M5 4h9.5l-2 3.5 2 3.5H5')
export const blockIcon = icon(`M4.8 4.8l10.4 10.4${circle}`)
export const calendarIcon = icon('M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5')
export const plusIcon = icon('M10 4v12M4 10h12')
export const compassIcon = icon(`M12.9 7.1l-1.6 4.2-4.2 1.6 1.6-4.2z${circle}`)
export const peopleIcon = icon(
  'M7.5 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM2.5 16.5a5 5 0 0 1 10 0M13 4.3a3 3 0 0 1 0 5.4M14.5 12.2a5 5 0 0 1 3 4.3',
)
export const shieldIcon = icon('M10 2.5 16 5v4.5c0 3.6-2.4 6.5-6 8-3.6-1.5-6-4.4-6-8V5z')
export const backIcon = icon('M12.5 4.5 7 10l5.5 5.5')
export const leaveIcon = icon('M8 3.5H4v13h4M8 10h9M13.5 6.5 17 10l-3.5 3.5')
export const inviteIcon = icon('M8 4a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM2.5 16.5a5.5 5.5 0 0 1 11 0M15.5 6.5v5M13 9h5')
export const crownIcon = icon('M3.5 6.5 7 10l3-5 3 5 3.5-3.5-1.5 9h-10z')
