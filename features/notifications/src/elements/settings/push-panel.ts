import { base, trashIcon } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { SettingsModel } from '../../client/settings-model.ts'
import type { Device } from '../../contract/index.ts'
import type { PushState, PushWorld } from '../../push/browser-push.ts'
import { BrowserPush, browserName } from '../../push/browser-push.ts'
import { renewDevice } from '../../push/renew-device.ts'
import type { Words } from '../locale/words.ts'
import { settingsStyles } from './settings-styles.ts'

/** Push for this browser, and the list of those that have it. Nobody is asked before a press. */
export class PushPanel extends LitElement {
  static override styles = [base, settingsStyles]
  static override properties = {
    words: { attribute: false },
    settings: { attribute: false },
    devices: { attribute: false },
    pushKey: { attribute: false },
    workerUrl: { attribute: false },
    world: { attribute: false },
    state: { state: true },
    isAsking: { state: true },
    problem: { state: true },
    ownId: { state: true },
  }

  declare words: Words
  declare settings: SettingsModel
  declare devices: readonly Device[]
  declare pushKey: string | undefined
  /** The address of the service worker. */
  declare workerUrl: string
  declare world: PushWorld
  declare private state: PushState | undefined
  declare private isAsking: boolean
  declare private problem: string
  /** The id of this browser among the devices. */
  declare private ownId: string | undefined
  #push: BrowserPush | undefined
  #endHearing = () => {}
  #isRenewing = false

  constructor() {
    super()
    this.isAsking = false
    this.problem = ''
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('workerUrl') && !changed.has('world')) return
    this.#push = new BrowserPush(this.world, this.workerUrl)
    this.#hear()
    void this.#look()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#hear()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#endHearing()
  }

  #hear(): void {
    this.#endHearing()
    this.#endHearing = this.#push?.onChange(() => void this.#look()) ?? (() => {})
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('devices')) void this.#renew()
  }

  /** What fails is tried again when the settings are opened; until then they offer push as where there is none. */
  async #renew(): Promise<void> {
    const { settings } = this
    if (this.#push === undefined || settings === undefined || this.#isRenewing) return
    this.#isRenewing = true
    await renewDevice(this.#push, settings, this.#ownName()).catch(() => {})
    this.#isRenewing = false
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<div class="push">
      ${this.pushKey === undefined ? html`<p class="none">${text.pushNone}</p>` : this.#stateView()}
      ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
      <h4 id="devices">${text.devices}</h4>
      ${this.devices.length === 0 ? html`<p class="none">${text.noDevices}</p>` : this.#devicesView()}
    </div>`
  }

  #stateView(): TemplateResult | typeof nothing {
    const { text } = this.words
    if (this.isAsking) return html`<p class="says" role="status">${text.pushAsking}</p>`
    switch (this.state) {
      case undefined:
        return nothing
      case 'insecure':
        return html`<p class="none">${text.pushInsecure}</p>`
      case 'unsupported':
        return html`<p class="none">${text.pushUnsupported}</p>`
      case 'denied':
        return html`<div class="denied" role="note"><strong>${text.pushDenied}</strong><p>${text.pushDeniedText}</p></div>`
      case 'on':
        // A browser that was removed from the list on another device has a subscription that nobody sends to.
        return this.devices.some(({ id }) => id === this.ownId)
          ? html`<p class="says">${text.pushOn}</p><button class="quiet" part="push-stop" @click=${this.#stop}>${text.pushStop}</button>`
          : this.#askView()
      case 'off':
        return this.#askView()
    }
  }

  #askView(): TemplateResult {
    const { text } = this.words
    return html`<p class="says">${text.pushText}</p><button class="quiet main" part="push-allow" @click=${this.#ask}>${text.pushAllow}</button>`
  }

  #devicesView(): TemplateResult {
    const { text } = this.words
    return html`<ul class="devices" part="devices" aria-labelledby="devices">${this.devices.map(
      ({
        id,
        name,
        at,
      }) => html`<li><span class="device"><bdi>${name}</bdi> ${id === this.ownId ? html`<em>${text.thisDevice}</em>` : nothing}
        <span class="says">${text.addedOn(this.words.shortMoment(at, Date.now()))}</span></span>
        <button class="icon" aria-label=${text.removeDevice(name)} title=${text.removeDevice(name)} @click=${() => this.#remove(id)}>${trashIcon}</button></li>`,
    )}</ul>`
  }

  #ask = async (): Promise<void> => {
    const { pushKey } = this
    if (pushKey === undefined) return
    this.isAsking = true
    this.problem = ''
    try {
      const subscription = await this.#push?.subscribe(pushKey)
      if (subscription) await this.settings.addDevice({ device: this.#ownName(), subscription })
    } catch (error) {
      const { text } = this.words
      const failing = failingOf(error)
      // What the browser says is in its own language, and all there is to know.
      const isRefusal = typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
      const why = isRefusal ? text.trouble.reason(failing) : error instanceof Error ? error.message : failing.message
      this.problem = text.pushFailed(why)
    } finally {
      this.isAsking = false
      await this.#look()
    }
  }

  #stop = async (): Promise<void> => {
    const { ownId } = this
    if (ownId !== undefined) this.settings.removeDevice(ownId)
    await this.#push?.unsubscribe()
    await this.#look()
  }

  #remove(id: string): void {
    if (id === this.ownId) void this.#stop()
    else this.settings.removeDevice(id)
  }

  #ownName(): string {
    const { text } = this.words
    const { browser = text.someBrowser, system = text.someSystem } = browserName(navigator.userAgent)
    return text.deviceName(browser, system)
  }

  async #look(): Promise<void> {
    const push = this.#push
    // A registration that cannot be read is one that cannot be used.
    const state = await push?.state().catch((): PushState => 'unsupported')
    const ownId = await push?.deviceId().catch(() => undefined)
    if (push !== this.#push) return
    this.state = state
    this.ownId = ownId
    await this.#renew()
  }
}
