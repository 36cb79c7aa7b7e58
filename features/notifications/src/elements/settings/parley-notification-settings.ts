import { base, languageTagOf, tokens } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { SettingsModel } from '../../client/settings-model.ts'
import type { DeliveryEntry } from '../../contract/index.ts'
import type { PushWorld } from '../../push/browser-push.ts'
import { browserPush } from '../../push/browser-push.ts'
import type { Words } from '../locale/words.ts'
import { wordsFor } from '../locale/words.ts'
import { InboxSession } from '../page/inbox-session.ts'
import type { InboxConnection } from '../page/inbox-share.ts'
import { sound } from '../page/sound.ts'
import { deliveriesView } from './deliveries-view.ts'
import { gridView } from './grid-view.ts'
import { languageView } from './language-view.ts'
import { quietView } from './quiet-view.ts'
import { sectionView, switchView } from './section-view.ts'
import { settingsStyles } from './settings-styles.ts'

type Next = Awaited<ReturnType<SettingsModel['deliveries']>>['next']

/**
 * `<parley-notification-settings>`: what one person wants to hear of, by which way and when; push for this browser; what was sent. What is
 * changed counts at once. README.md lists attributes, custom properties and parts.
 */
export class ParleyNotificationSettings extends LitElement {
  static override styles = [tokens, base, settingsStyles]
  static override properties = {
    url: { type: String },
    lang: { type: String },
    connection: { attribute: false },
    pushWorld: { attribute: false },
    problem: { state: true },
    entries: { state: true },
    next: { state: true },
    isLoading: { state: true },
    loadProblem: { state: true },
  }

  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: InboxConnection | undefined
  /** What push needs of the browser. */
  declare pushWorld: PushWorld
  declare private problem: string
  declare private entries: readonly DeliveryEntry[]
  declare private next: Next
  declare private isLoading: boolean
  declare private loadProblem: string
  readonly #session = new InboxSession(this)
  #words: Words = wordsFor('en')
  #settings: SettingsModel | undefined
  #hasLoaded = false
  #stops: readonly (() => void)[] = []

  constructor() {
    super()
    this.url = '/parley'
    this.pushWorld = browserPush
    this.problem = ''
    this.entries = []
    this.isLoading = false
    this.loadProblem = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words = wordsFor(languageTagOf(this))
    this.#stops = [sound.onSwitched(() => this.requestUpdate())]
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#follow(undefined)
    for (const stop of this.#stops) stop()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang')) this.#words = wordsFor(languageTagOf(this))
    this.#session.follow()
    this.#follow(this.#session.share?.settings)
    if (this.#settings?.isReady && !this.#hasLoaded) {
      this.#hasLoaded = true
      void this.#load('start')
    }
  }

  protected override render(): TemplateResult {
    const { share, notice } = this.#session
    const settings = this.#settings
    const { text } = this.#words
    const noticeView = notice
      ? html`<parley-notice exportparts="notice, cause" .text=${text.trouble} .notice=${notice} .isWhole=${!settings?.isReady} @retry-now=${() => share?.connection.retryNow()}></parley-notice>`
      : nothing
    if (!settings?.isReady)
      return html`<div class="settings" part="settings">${notice && notice.kind !== 'connecting' ? noticeView : skeletonView}</div>`
    const isSound = sound.isOn
    return html`<div class="settings" part="settings">
      ${noticeView}
      ${this.problem ? html`<p class="problem" role="alert" part="problem">${this.problem}</p>` : nothing}
      <section part="section section-all" aria-label=${text.allOn}>
        ${switchView('all', { label: text.allOn, says: text.allOnText, isOn: settings.preferences.on }, (on) => settings.setAll(on))}
      </section>
      ${sectionView('grid', text.gridTitle, text.gridText, gridView(settings, this.#words))}
      ${sectionView('quiet-hours', text.quietTitle, '', quietView(settings, this.#words))}
      ${sectionView('language', text.languageTitle, text.languageText, languageView(settings, this.#words))}
      ${sectionView(
        'device',
        text.deviceTitle,
        '',
        html`${switchView('sound', { label: text.sound, says: text.soundText, isOn: isSound }, (on) => sound.switch(on))}
          <h4>${text.pushTitle}</h4>
          <parley-push-panel exportparts="push-allow, push-stop, devices" .words=${this.#words} .settings=${settings} .devices=${settings.devices}
            .pushKey=${settings.pushKey} .workerUrl=${this.#workerUrl} .world=${this.pushWorld}></parley-push-panel>`,
      )}
      ${sectionView(
        'sent',
        text.sentTitle,
        text.sentText,
        deliveriesView(
          {
            entries: this.entries,
            more: this.next !== undefined,
            isLoading: this.isLoading,
            problem: this.loadProblem,
          },
          { settings, inbox: share?.inbox, words: this.#words },
          (from) => void this.#load(from),
        ),
      )}
    </div>`
  }

  get #workerUrl(): string {
    return new URL(`${this.url.replace(/\/$/u, '')}/notifications/sw.js`, document.baseURI).href
  }

  #follow(settings: SettingsModel | undefined): void {
    if (settings === this.#settings) return
    this.#settings = settings
    this.#hasLoaded = false
    this.entries = []
    this.next = undefined
    this.problem = ''
    settings?.onRefused(({ name, failing }) => {
      // What the push panel asks for it answers itself.
      if (name === 'subscribePush') return
      const { text } = this.#words
      this.problem = text.notDone(text.trouble.reason(failing))
    })
  }

  async #load(from: 'start' | 'here'): Promise<void> {
    const settings = this.#settings
    if (!settings || this.isLoading) return
    this.isLoading = true
    this.loadProblem = ''
    try {
      const { entries, next } = await settings.deliveries(from === 'here' ? this.next : undefined)
      if (settings !== this.#settings) return
      this.entries = from === 'here' ? [...this.entries, ...entries] : entries
      this.next = next
      void this.#session.share?.inbox?.loadContents(entries.map(({ n }) => n))
    } catch (error) {
      this.loadProblem = this.#words.text.trouble.reason(failingOf(error))
    } finally {
      this.isLoading = false
    }
  }
}

const skeletonView = html`<div class="skeleton" part="skeleton" aria-hidden="true">${Array(6).fill(html`<i></i>`)}</div>`
