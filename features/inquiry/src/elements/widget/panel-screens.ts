// What stands below the panel's header: the form, a conversation, the list of all, or what keeps them from being shown.
import { isFinal, noticeText } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { OwnInquiriesModel, Question } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import type { Answers } from '../../contract/index.ts'
import { maxFilesPerMessage, maxTextLength } from '../../contract/limits.ts'
import type { Kept } from '../kept.ts'
import type { CustomerSession } from './customer-session.ts'
import { listView } from './list-view.ts'
import type { Words } from './locale/words.ts'
import type { Screen } from './screen.ts'

export interface Screens {
  readonly words: Words
  readonly kept: Kept
  readonly now: number
  /** Of the screen, if it is a conversation that can be opened. */
  readonly thread: ThreadModel | undefined
  readonly team: string | undefined
  readonly answers: Answers | undefined
  /** What is said to who waits. */
  readonly waiting: readonly string[]
  readonly go: (to: Screen) => void
  readonly ask: (question: Question) => void
}

/** As a strip, beside what can be shown all the same. */
export function noticeView(
  { notice, own, connection }: CustomerSession,
  words: Words,
): TemplateResult | typeof nothing {
  const { trouble } = words.text
  if (notice === undefined) return nothing
  const isWhole = own?.isReady !== true || isFinal(notice)
  const [title, says] = noticeText(notice, trouble, isWhole)
  return html`<parley-notice exportparts="notice, cause" ?whole=${isWhole} .notice=${notice} .text=${trouble} @retry-now=${() => connection?.retryNow()}></parley-notice>
    <div class="unseen" role="status">${title}. ${says}</div>`
}

export function screenView(
  session: CustomerSession,
  screen: Screen | undefined,
  screens: Screens,
): TemplateResult | typeof nothing {
  const { own, notice } = session
  const { words, now, go } = screens
  if (isFinal(notice)) return nothing
  if (!own || !screen) return notice ? nothing : loadingView(words)
  if (screen.is === 'form') return formView(session, own, screens)
  if (screen.is === 'thread') return threadView(session, own, screen.id, screens)
  return listView(own, words, now, { open: (id) => go({ is: 'thread', id }), startNew: () => go({ is: 'form' }) })
}

function threadView(
  session: CustomerSession,
  own: OwnInquiriesModel,
  inquiry: string,
  screens: Screens,
): TemplateResult {
  const { words, thread, waiting, kept, now, go } = screens
  const { about } = session.about ?? {}
  const limits = {
    text: about?.maxTextLength ?? maxTextLength,
    files: about?.maxFileBytes === 0 ? 0 : (about?.maxFilesPerMessage ?? maxFilesPerMessage),
  }
  const other = own.open?.id === inquiry ? undefined : own.open?.id
  return html`<parley-inquiry-thread exportparts="log, message, message-mine, message-theirs, day, line, tick, file, retry, discard, older, to-newest, typing, waiting, person, over, ending, new, problem, rating, rated, input, send, attach, upload"
    .words=${words} .inquiry=${inquiry} .thread=${thread} .starting=${own.starting} .waiting=${waiting} .other=${other}
    .kept=${kept} .upload=${session.upload} .urlOf=${session.urlOf} .limits=${limits} .isLooking=${document.visibilityState === 'visible'} .now=${now}
    @go=${({ detail: id }: CustomEvent<string>) => go({ is: 'thread', id })} @new=${() => go({ is: 'form' })}></parley-inquiry-thread>`
}

function formView(
  { about, line, connection, firstFiles }: CustomerSession,
  own: OwnInquiriesModel,
  { words, kept, now, team, answers, ask }: Screens,
): TemplateResult {
  const { text } = words
  if (about?.about)
    return html`<parley-inquiry-ask exportparts="form, field, input, fault, attach, upload, send, waiting" .words=${words} .about=${about.about} .isGuest=${connection?.user?.guest ?? true} .line=${line} .team=${team} .answers=${answers}
      .kept=${kept} .files=${firstFiles} .refused=${own.starting?.failure} .now=${now} @ask=${({ detail }: CustomEvent<Question>) => ask(detail)} @mended=${() => own.takeBack()}><slot name="greeting" slot="greeting"><div class="greeting"><strong>${text.ask}</strong><p>${text.askText}</p></div></slot></parley-inquiry-ask>`
  if (about?.failing === undefined) return loadingView(words)
  return html`<div class="failed" role="alert"><p>${text.loadFailed} ${words.reason(about.failing)}</p><button class="send" @click=${() => void about.load()}>${text.retry}</button></div>`
}

function loadingView({ text }: Words): TemplateResult {
  return html`<div class="loading" part="loading" role="status"><span class="unseen">${text.loading}</span><i></i><i></i><i></i></div>`
}
