import { rove } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { live } from 'lit/directives/live.js'
import type { TicketWorld } from '../../client/ticket/check-draft.ts'
import type { Draft, TicketField, TicketType } from '../../client/ticket/draft.ts'
import { fieldsOf, isByAmount, isOptional, isPostOnly, needs, ticketTypes, tifOf } from '../../client/ticket/draft.ts'
import { mostLots } from '../../client/ticket/estimate.ts'
import { totalOf } from '../../client/ticket/fill-in.ts'
import type { Numbers } from '../../client/ticket/read-draft.ts'
import type { Side, TimeInForce } from '../../contract/index.ts'
import { shareOf } from '../../money/index.ts'
import type { Words } from '../orders/locale/words.ts'

/** What the controls of a ticket do. */
export interface TicketActs {
  set(change: Partial<Draft>): void
  chooseTif(tif: TimeInForce): void
  typeTotal(text: string): void
  leaveTotal(): void
  /** Orders so many percent of what is free. */
  fill(percent: number): void
  /** So many steps more or less. */
  step(field: TicketField, by: number): void
}

export interface FormView {
  readonly draft: Draft
  readonly world: TicketWorld
  readonly words: Words
  readonly faults: ReadonlyMap<TicketField, string>
  readonly typedTotal: string | undefined
  readonly numbers: Numbers
  readonly acts: TicketActs
}

const marks = [0, 25, 50, 75, 100]

export function sidesView(chosen: Side, { text }: Words, { set }: TicketActs): TemplateResult {
  const tab = (side: Side) => html`<button type="button" role="tab" id=${side} class=${side} aria-controls="panel"
    aria-selected=${side === chosen ? 'true' : 'false'} tabindex=${side === chosen ? 0 : -1}
    @click=${() => set({ side })} @focus=${() => side !== chosen && set({ side })}>${text.sides[side]}</button>`
  return html`<div class="sides" role="tablist" aria-label=${text.ticket} @keydown=${onTabKey}>${tab('buy')}${tab('sell')}</div>`
}

function onTabKey(event: KeyboardEvent): void {
  const list = event.currentTarget as HTMLElement
  const tabs = [...list.querySelectorAll<HTMLElement>('[role=tab]')]
  if (rove(event, tabs) || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return
  event.preventDefault()
  // There are two: either arrow goes to the other.
  tabs.find((tab) => !event.composedPath().includes(tab))?.focus()
}

export function formView(view: FormView): TemplateResult {
  const { draft, words, acts } = view
  const { text } = words
  const { tifs, mayBePostOnly } = needs[draft.type]
  const shown = fieldsOf(draft)
  const tif = tifOf(draft)
  const isTaking = tif === 'ioc' || tif === 'fok'
  return html`<div class="field">
      <label for="type">${text.type}</label>
      <select id="type" aria-describedby="type-hint" @change=${(event: Event) => acts.set({ type: textOf(event) as TicketType })}>
        ${ticketTypes.map((type) => html`<option value=${type} ?selected=${type === draft.type}>${text.types[type]}</option>`)}
      </select>
      <p class="hint" id="type-hint">${text.typeHints[draft.type]}</p>
    </div>
    ${shown.filter((field) => field !== 'until').map((field) => fieldView(field, view))}
    ${partView(view)}
    ${shown.includes('price') ? totalView(view) : nothing}
    ${
      tifs.length === 0
        ? nothing
        : html`<div class="field">
      <label for="tif">${text.tif}</label>
      <select id="tif" @change=${(event: Event) => acts.chooseTif(textOf(event) as TimeInForce)}>
        ${tifs.map((one) => html`<option value=${one} ?selected=${one === tif}>${text.tifs[one]}</option>`)}
      </select>
    </div>`
    }
    ${shown.includes('until') ? fieldView('until', view) : nothing}
    ${
      mayBePostOnly === undefined || isTaking
        ? nothing
        : html`<label class="check"><input type="checkbox" .checked=${live(isPostOnly(draft))}
      @change=${(event: Event) => acts.set({ isPostOnly: (event.target as HTMLInputElement).checked })}>${text.postOnly}</label>`
    }`
}

function fieldView(field: TicketField, view: FormView): TemplateResult {
  const { draft, world, words, faults, acts } = view
  const { text } = words
  const { info } = world.market
  const fault = faults.get(field)
  const isSize = field === 'quantity' || field === 'amount'
  const unit = field === 'quantity' || field === 'display' ? info.base : info.quote
  const label =
    field === 'price' && draft.type !== 'limit' && draft.type !== 'iceberg' ? text.limitPrice : text.fields[field]
  const optional = isOptional(draft, field) ? html` <small>(${text.optional})</small>` : nothing
  const heading = html`<label for=${field}>${label}${optional}</label>`
  return html`<div class="field ${fault === undefined ? '' : 'wrong'}">
    ${isSize && draft.type === 'market' ? html`<div class="by">${heading}${byView(view)}</div>` : heading}
    <div class="box">
      ${
        field === 'until'
          ? html`<input id=${field} type="datetime-local" .value=${live(draft.until)} aria-invalid=${fault ? 'true' : 'false'} aria-describedby="fault-${field}" @input=${(event: Event) => acts.set({ until: textOf(event) })}>`
          : html`<input id=${field} type="text" inputmode="decimal" autocomplete="off" spellcheck="false" maxlength="40" .value=${live(draft[field])}
            aria-invalid=${fault ? 'true' : 'false'} aria-describedby="unit-${field} fault-${field}"
            @input=${(event: Event) => acts.set({ [field]: textOf(event) })} @keydown=${stepper(field, acts)}>
          <span class="unit" id="unit-${field}">${unit}</span>`
      }
    </div>
    <p class="fault" id="fault-${field}" ?hidden=${fault === undefined}>${fault ?? nothing}</p>
  </div>`
}

/** Arrows go by steps, with Shift by ten; as they do on the number fields of browsers, which count in floats. */
function stepper(field: TicketField, { step }: TicketActs) {
  return (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    step(field, (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1))
  }
}

function byView({ draft, words, acts }: FormView): TemplateResult {
  const { text } = words
  const choice = (isAmount: boolean, label: string) =>
    html`<button type="button" aria-pressed=${isAmount === draft.isByAmount ? 'true' : 'false'} @click=${() => acts.set({ isByAmount: isAmount })}>${label}</button>`
  return html`<span role="group" aria-label=${text.by}>${choice(false, text.byQuantity)}${choice(true, text.byAmount)}</span>`
}

function partView({ draft, world, words, numbers, acts }: FormView): TemplateResult {
  const { text } = words
  const { info, quoteDecimals } = world.market
  const isBuy = draft.side === 'buy'
  const free = isBuy
    ? `${words.money(world.freeQuote, quoteDecimals)} ${info.quote}`
    : `${words.quantity(info, Math.floor(world.freeBase / info.lotUnits))} ${info.base}`
  const [has, most] =
    isByAmount(draft) && isBuy
      ? [numbers.amount, world.freeQuote]
      : [numbers.quantity, mostLots(info, draft, numbers, world.now, isBuy ? world.freeQuote : world.freeBase)]
  const percent = has === undefined || !most ? 0 : has >= most ? 100 : shareOf(has, 100, most)
  return html`<div class="part">
    <div class="free"><span>${text.free}</span><span>${free}</span></div>
    <input type="range" min="0" max="100" step="1" aria-label=${text.part} aria-valuetext=${words.percent(percent)} ?disabled=${!most}
      .value=${live(String(percent))} @input=${(event: Event) => acts.fill(Number(textOf(event)))}>
    <div class="marks" aria-hidden="true">
      ${marks.map((mark) => html`<button type="button" tabindex="-1" @click=${() => acts.fill(mark)}>${mark === 100 ? text.most : words.percent(mark)}</button>`)}
    </div>
  </div>`
}

function totalView({ draft, world, words, typedTotal, acts }: FormView): TemplateResult {
  const { text } = words
  return html`<div class="field">
    <label for="total">${text.total}</label>
    <div class="box">
      <input id="total" type="text" inputmode="decimal" autocomplete="off" spellcheck="false" maxlength="40" aria-describedby="unit-total"
        .value=${live(typedTotal ?? totalOf(draft, world.market))} @input=${(event: Event) => acts.typeTotal(textOf(event))} @blur=${acts.leaveTotal}>
      <span class="unit" id="unit-total">${world.market.info.quote}</span>
    </div>
  </div>`
}

function textOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value
}
