import { base, rove } from '@parley/elements'
import { html, type TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { Channel } from '../../contract.ts'
import { Part } from '../part.ts'
import { panel } from '../styles.ts'

/** The channels that are in memory, and the one that is chosen. */
export class ChannelsPanel extends Part {
  static override styles = [base, panel]
  static override properties = { ...Part.properties, chosen: {} }

  declare chosen: string | undefined

  protected override render(): TemplateResult {
    const { words, around } = this
    const { channels } = around.model
    if (channels === undefined) return html`<p class="empty">${words.noChannelsHere}</p>`
    if (channels.list.length === 0) return html`<p class="empty">${words.noChannels}</p>`
    const chosen = channels.list.find(({ name }) => name === this.chosen)
    return html`<div class="split ${chosen === undefined ? '' : 'chosen'}">
      <section class="side" aria-labelledby="list"><h2 id="list">${words.tabs.channels} · ${words.inMemory(channels.list.length, channels.count)}</h2>
        <ul class="rows" @keydown=${this.#rove}>${repeat(
          channels.list,
          ({ name }) => name,
          (channel) => html`<li>${this.#rowView(channel, channel === chosen)}</li>`,
        )}</ul></section>
      <div class="main">${
        chosen === undefined
          ? html`<p class="empty">${words.chooseChannel}</p>`
          : html`<button class="quiet back" @click=${() => this.go({ tab: 'channels' })}>← ${words.back}</button>
            <parley-inspector-channel .around=${around} .channel=${chosen}></parley-inspector-channel>`
      }</div></div>`
  }

  #rowView({ name, offset, readers }: Channel, isChosen: boolean): TemplateResult {
    const { words } = this
    return html`<button class="row" aria-current=${isChosen} @click=${() => this.go({ tab: 'channels', chosen: name })}>
      <span class="line"><span class="grow mono">${name}</span></span>
      <span class="line small muted"><span>${offset === undefined ? words.loading : words.offsetOf(offset)}</span><span>${words.readers(readers)}</span></span></button>`
  }

  readonly #rove = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.row')])
  }
}
