export type { Text } from '@parley/channel/client'
