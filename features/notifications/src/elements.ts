/** Registers the elements: `<script type="module" src="/parley/elements.js">` is all a page needs. */
import { defineElements, Menu, NoticeView } from '@parley/elements'
import { InboxPanel } from './elements/bell/inbox-panel.ts'
import { ParleyBell } from './elements/bell/parley-bell.ts'
import { ParleyNotificationSettings } from './elements/settings/parley-notification-settings.ts'
import { PushPanel } from './elements/settings/push-panel.ts'

export type { NotificationPress } from './elements/bell/item-events.ts'
export type { InboxConnection } from './elements/page/inbox-share.ts'
export { ParleyBell, ParleyNotificationSettings }

defineElements({
  'parley-menu': Menu,
  'parley-notice': NoticeView,
  'parley-inbox-panel': InboxPanel,
  'parley-push-panel': PushPanel,
  'parley-bell': ParleyBell,
  'parley-notification-settings': ParleyNotificationSettings,
})

declare global {
  interface HTMLElementTagNameMap {
    'parley-bell': ParleyBell
    'parley-notification-settings': ParleyNotificationSettings
  }
}
