import type { TroubleTexts } from '@parley/elements'
import type { InboxTab } from '../../client/tabs.ts'
import type { DeliveryStatus, WayWhy, Why } from '../../contract/index.ts'

/** Everything these elements say, in one language. `en.ts` and `ko.ts` fill it; a test holds their keys together. */
export interface Catalogue extends BellTexts, ToastTexts, SettingsTexts {
  readonly trouble: TroubleTexts
}

export interface BellTexts {
  readonly notifications: string
  /** The name of the button; `shown` is the number as it stands on it. `isAway`: nothing new can come. */
  readonly bellName: (unread: number, shown: string, isAway: boolean) => string
  readonly tabs: { readonly [Tab in InboxTab]: string }
  readonly category: string
  readonly allCategories: string
  readonly markAllRead: string
  readonly close: string
  readonly settings: string
  readonly soundOn: string
  readonly soundOff: string
  readonly empty: { readonly [Tab in InboxTab]: readonly [title: string, text: string] }
  readonly loading: string
  readonly loadFailed: string
  readonly retry: string
  readonly isUnread: string
  readonly isRead: string
  readonly snoozedUntil: (when: string) => string
  readonly youChose: (label: string) => string
  readonly moreLines: (count: number) => string
  readonly menuOf: (title: string) => string
  readonly markRead: string
  readonly markUnread: string
  readonly archive: string
  readonly unarchive: string
  readonly snooze: string
  readonly unsnooze: string
  readonly remove: string
  readonly snoozeMenu: string
  readonly snoozeFor: {
    readonly hour: string
    readonly evening: string
    readonly tomorrow: string
    readonly nextWeek: string
  }
  /** What was asked for and refused. */
  readonly notDone: (reason: string) => string
  readonly gone: string
}

export interface ToastTexts {
  readonly newCount: (count: number) => string
  readonly show: string
  readonly dismiss: string
  readonly newOnes: string
  /** Said aloud when the number has changed. */
  readonly unreadCount: (count: number) => string
}

export interface SettingsTexts {
  readonly allOn: string
  readonly allOnText: string
  readonly gridTitle: string
  readonly gridText: string
  readonly what: string
  readonly inbox: string
  readonly wholeWay: string
  readonly wholeWayOf: (way: string) => string
  readonly cell: (category: string, way: string) => string
  readonly notThisWay: string
  readonly required: string
  readonly allAreOff: string
  readonly noCategories: string
  readonly quietTitle: string
  readonly quietText: string
  readonly quietOn: string
  readonly from: string
  readonly to: string
  readonly days: string
  readonly zone: string
  readonly overMidnight: string
  readonly wholeDay: string
  readonly languageTitle: string
  readonly languageText: string
  readonly language: string
  readonly deviceTitle: string
  readonly sound: string
  readonly soundText: string
  readonly pushTitle: string
  readonly pushText: string
  readonly pushOn: string
  readonly pushAllow: string
  readonly pushAsking: string
  readonly pushStop: string
  readonly pushDenied: string
  readonly pushDeniedText: string
  readonly pushUnsupported: string
  readonly pushInsecure: string
  readonly pushNone: string
  readonly pushFailed: (reason: string) => string
  readonly devices: string
  readonly noDevices: string
  readonly thisDevice: string
  readonly addedOn: (when: string) => string
  readonly removeDevice: (name: string) => string
  readonly removeShort: string
  readonly deviceName: (browser: string, system: string) => string
  readonly someBrowser: string
  readonly someSystem: string
  readonly sentTitle: string
  readonly sentText: string
  readonly sentNone: string
  readonly sentNumber: (n: number) => string
  readonly sentGone: (n: number) => string
  readonly refresh: string
  readonly showMore: string
  readonly statuses: { readonly [Status in DeliveryStatus]: string }
  readonly whys: { readonly [Reason in Why | WayWhy]: string }
  readonly attempt: (count: number) => string
  readonly dueAt: (when: string) => string
}
