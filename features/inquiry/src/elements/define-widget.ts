import { defineElements, Menu, NoticeView } from '@parley/elements'
import { widgetParts } from './widget/index.ts'

defineElements({ 'parley-menu': Menu, 'parley-notice': NoticeView, ...widgetParts })
