import type { TroubleTexts } from '@parley/elements'
import type { Fault } from '../../../client/customer/check-form.ts'
import type { Tick } from '../../../client/customer/thread-model.ts'

/** Everything the customer's widget says, in one language. `en.ts` and `ko.ts` fill it; a test holds their keys together. */
export interface Catalogue extends PanelTexts, FormTexts, WaitingTexts, ThreadTexts {
  readonly trouble: TroubleTexts
}

export interface PanelTexts {
  /** On the launcher, unless the page says something else. */
  readonly launch: string
  /** `shown` is the number as it stands on a badge. */
  readonly unread: (unread: number, shown: string) => string
  readonly title: string
  readonly inquiry: (no: string) => string
  readonly close: string
  readonly back: string
  readonly more: string
  readonly loading: string
  readonly retry: string
  readonly loadFailed: string
  readonly yours: string
  readonly startNew: string
  readonly states: {
    readonly pending: string
    readonly waiting: string
    readonly answered: string
    readonly resolved: string
    readonly merged: string
  }
  readonly sound: string
  readonly soundOn: string
  readonly soundOff: string
  readonly transcript: string
  readonly transcriptFailed: (reason: string) => string
  readonly mailTranscript: string
  readonly transcriptMailed: string
  readonly transcriptNotMailed: (reason: string) => string
  readonly newMessage: (name: string) => string
}

export interface FormTexts {
  readonly ask: string
  readonly askText: string
  readonly team: string
  readonly choose: string
  readonly message: string
  readonly optional: string
  readonly send: string
  readonly faults: { readonly [Of in Fault]: string }
  readonly noMessage: string
  /** Files that were picked are not with the server. */
  readonly filesNotThere: string
  readonly wrongFields: (count: number) => string
}

export interface WaitingTexts {
  readonly starting: string
  readonly inLine: string
  readonly youAreNext: string
  readonly place: (place: string) => string
  readonly isBehind: (count: string) => string
  readonly minutes: (count: number) => string
  readonly hours: (count: number) => string
  readonly expected: (about: string) => string
  readonly stay: string
  readonly closed: string
  readonly opens: (when: string) => string
  readonly opensToday: (time: string) => string
  readonly opensTomorrow: (time: string) => string
  readonly opensOn: (day: string, time: string) => string
  readonly answerLater: string
  readonly nobody: string
}

export interface ThreadTexts {
  readonly conversation: string
  readonly you: string
  readonly bot: string
  readonly botName: (name: string) => string
  readonly answers: (name: string) => string
  readonly lines: {
    readonly joined: (name: string) => string
    readonly waiting: string
    readonly resolved: string
    readonly reopened: string
    readonly merged: (no: string) => string
  }
  readonly openMerged: string
  readonly talkToPerson: string
  readonly asking: string
  readonly typing: (name: string) => string
  readonly ticks: { readonly [Of in Tick]: string }
  readonly sending: string
  readonly notSent: string
  readonly sendAgain: string
  readonly discard: string
  readonly erased: string
  readonly file: (name: string) => string
  readonly older: string
  readonly toNewest: string
  readonly beginning: string
  readonly write: string
  readonly writeAgain: string
  readonly waitForFirst: string
  readonly composerHint: string
  readonly attach: string
  readonly drop: string
  readonly tooLong: (over: number) => string
  readonly tooManyFiles: (most: number) => string
  readonly uploading: (name: string, percent: string) => string
  readonly removeFile: (name: string) => string
  readonly end: string
  readonly endAsk: string
  readonly endText: string
  readonly goOn: string
  readonly isResolved: string
  readonly otherOpen: string
  readonly openOther: string
  readonly today: string
  readonly yesterday: string
  readonly rate: string
  readonly scores: readonly [string, string, string, string, string]
  readonly comment: string
  readonly sendRating: string
  readonly rated: (score: string) => string
  readonly thanks: string
}
