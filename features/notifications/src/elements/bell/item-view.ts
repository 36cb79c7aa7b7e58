import { avatar, bellIcon, clockIcon, moreIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { InboxItem } from '../../client/inbox-model.ts'
import { safeLink } from '../../client/safe-link.ts'
import type { Action, Category, Content } from '../../contract/index.ts'
import { isUnread } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'

/** Lines of a digest that are shown; the rest is a number. */
const maxLines = 3

/** What can be pressed in an item. */
export interface ItemPresses {
  /** The item itself, or one of the lines of a digest. */
  readonly follow: (event: MouseEvent, item: InboxItem, link: string | undefined) => void
  readonly act: (event: MouseEvent, item: InboxItem, action: Action) => void
  readonly openMenu: (button: HTMLElement, item: InboxItem) => void
}

export function itemView(
  item: InboxItem,
  words: Words,
  now: number,
  categories: { readonly [category: string]: Category },
  presses: ItemPresses,
): TemplateResult {
  const { content, mark } = item
  const { text } = words
  const title = words.say(content.title, content)
  const link = safeLink(content.link)
  const isNew = isUnread(mark)
  const inner = html`${leadView(content)}
    <span class="says">
      <span class="title" part="title"><bdi>${title}</bdi></span>
      ${content.body ? html`<span class="body" part="body"><bdi>${words.say(content.body)}</bdi></span>` : nothing}
      <span class="meta">
        ${categoryView(content.category, categories, words)}
        <time datetime=${new Date(content.updatedAt).toISOString()} title=${words.moment(content.updatedAt)}><bdi>${words.ago(content.updatedAt, now)}</bdi></time>
        ${mark.snoozedUntil === undefined ? nothing : html`<span class="until">${clockIcon}<bdi>${text.snoozedUntil(words.shortMoment(mark.snoozedUntil, now))}</bdi></span>`}
        ${chosenView(item, words)}
        <span class="unseen">${isNew ? text.isUnread : text.isRead}</span>
      </span>
    </span>`
  const press = (event: MouseEvent) => presses.follow(event, item, link)
  return html`<li class=${isNew ? 'item new' : 'item'} part=${isNew ? 'item item-unread' : 'item'} data-n=${content.n}>
    <div class="row">
      ${
        link === undefined
          ? html`<button class="main" @click=${press}>${inner}</button>`
          : html`<a class="main" href=${link} @click=${press} @auxclick=${press}>${inner}</a>`
      }
      <button class="icon more" part="open-menu" aria-haspopup="menu" aria-label=${text.menuOf(title)} title=${text.menuOf(title)}
        @click=${(event: Event) => presses.openMenu(event.currentTarget as HTMLElement, item)}>${moreIcon}</button>
    </div>
    ${linesView(item, words, presses)}
    ${actionsView(item, words, presses)}
  </li>`
}

function leadView({ actors }: Content): TemplateResult {
  const [first] = actors
  return html`<span class="lead" aria-hidden="true">${first ? avatar(first) : html`<span class="sign">${bellIcon}</span>`}</span>`
}

function categoryView(
  category: string,
  categories: { readonly [category: string]: Category },
  words: Words,
): TemplateResult | typeof nothing {
  const known = Object.hasOwn(categories, category) ? categories[category] : undefined
  return known ? html`<bdi class="category">${words.say(known.title)}</bdi>` : nothing
}

function chosenView({ content, mark }: InboxItem, words: Words): TemplateResult | typeof nothing {
  const chosen = content.actions?.find(({ id }) => id === mark.acted?.action)
  return chosen ? html`<span>${words.text.youChose(words.say(chosen.label))}</span>` : nothing
}

/** The newest of what a digest stands for. */
function linesView(item: InboxItem, words: Words, presses: ItemPresses): TemplateResult | typeof nothing {
  const { lines, count } = item.content
  if (!lines || lines.length === 0) return nothing
  const shown = lines.slice(0, maxLines)
  const more = count - shown.length
  return html`<ul class="lines">
    ${shown.map((line) => {
      const link = safeLink(line.link)
      const actors = line.actor ? [line.actor] : []
      const title = words.say(line.title, { actors, actorCount: actors.length, count: 1 })
      return html`<li>${
        link === undefined
          ? html`<bdi>${title}</bdi>`
          : html`<a href=${link} @click=${(event: MouseEvent) => presses.follow(event, item, link)}><bdi>${title}</bdi></a>`
      }</li>`
    })}
    ${more > 0 ? html`<li class="rest">${words.text.moreLines(more)}</li>` : nothing}
  </ul>`
}

/** Once one was chosen the others have nothing to say. */
function actionsView(item: InboxItem, words: Words, presses: ItemPresses): TemplateResult | typeof nothing {
  const { actions } = item.content
  if (!actions || actions.length === 0 || item.mark.acted !== undefined) return nothing
  return html`<div class="actions">${actions.map((action) => {
    const label = words.say(action.label)
    const link = safeLink(action.link)
    const press = (event: MouseEvent) => presses.act(event, item, action)
    return link === undefined
      ? html`<button class="quiet" part="action" data-action=${action.id} @click=${press}>${label}</button>`
      : html`<a class="quiet" part="action" href=${link} data-action=${action.id} @click=${press}>${label}</a>`
  })}</div>`
}
