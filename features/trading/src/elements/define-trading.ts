import { defineElements, NoticeView } from '@parley/elements'
import { tradingParts } from './screen/index.ts'

defineElements({ 'parley-notice': NoticeView, ...tradingParts })
