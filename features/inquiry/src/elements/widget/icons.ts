import { icon } from '@parley/elements'

export {
  attachIcon,
  backIcon,
  botIcon,
  doubleCheckIcon,
  downIcon,
  fileIcon,
  mailIcon,
  personIcon,
  sendIcon,
  starIcon,
} from '../desk/icons.ts'
export const supportIcon = icon(
  'M4.5 3.5h11A1.5 1.5 0 0 1 17 5v7a1.5 1.5 0 0 1-1.5 1.5H11L7 17v-3.5H4.5A1.5 1.5 0 0 1 3 12V5a1.5 1.5 0 0 1 1.5-1.5ZM6.5 7h7M6.5 10h4.5',
)
export const downloadIcon = icon('M10 3v9.5M5.5 8.5 10 13l4.5-4.5M3.5 16.5h13')
export const endIcon = icon('M4 10.5l4 4 8-9')
