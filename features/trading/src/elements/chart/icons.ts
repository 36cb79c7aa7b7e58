import { icon } from '@parley/elements'

export const tableIcon = icon('M3.5 4.5h13v11h-13zM3.5 8.2h13M3.5 11.8h13M8 8.2v7.3')
