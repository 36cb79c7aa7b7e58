import { defineElements, Menu, NoticeView } from '@parley/elements'
import { deskParts } from './desk/index.ts'

defineElements({ 'parley-menu': Menu, 'parley-notice': NoticeView, ...deskParts })
