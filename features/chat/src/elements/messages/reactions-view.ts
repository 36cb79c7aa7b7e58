import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { maxEmoji } from '../../contract/limits.ts'
import type { Message, Reaction } from '../../contract/message.ts'
import { emojiName } from '../emoji/emoji-names.ts'
import { addEmojiIcon } from '../icons.ts'
import { isolated } from '../text/plain-text.ts'
import type { MessageContext } from './message-context.ts'

const namesShown = 5

export function reactionsView(message: Message, context: MessageContext): TemplateResult | typeof nothing {
  const reactions = message.reactions ?? []
  if (reactions.length === 0) return nothing
  const { actions, words } = context
  const mayReact = context.may('react', message)
  return html`<div class="reactions" part="reactions" role="group" aria-label=${words.text.reactions}>
    ${repeat(
      reactions,
      ({ emoji }) => emoji,
      (reaction) => reactionView(message, reaction, mayReact, context),
    )}
    ${
      mayReact && reactions.length < maxEmoji
        ? html`<button class="reaction add" aria-label=${words.text.addReaction} title=${words.text.addReaction}
            @click=${({ currentTarget }: Event) => actions.pickEmoji(message, currentTarget as HTMLElement)}>${addEmojiIcon}</button>`
        : nothing
    }
  </div>`
}

function reactionView(
  message: Message,
  reaction: Reaction,
  mayReact: boolean,
  context: MessageContext,
): TemplateResult {
  const { emoji, by } = reaction
  const { words, me, actions } = context
  const isMine = me !== undefined && by.includes(me.id)
  const who = reactedBy(reaction, context)
  return html`<button class=${isMine ? 'reaction mine-too' : 'reaction'} part="reaction" aria-disabled=${mayReact ? nothing : 'true'}
    aria-pressed=${isMine ? 'true' : 'false'} aria-label=${words.text.reaction(emojiName(emoji, words.language), by.length, who)} title=${who}
    @click=${() => mayReact && actions.react(message, emoji, !isMine)}
  ><span class="glyph" aria-hidden="true">${emoji}</span><span>${words.number(by.length)}</span></button>`
}

/** "you, Ana and 3 others" */
function reactedBy({ by }: Reaction, { me, words, nameOf }: MessageContext): string {
  const isMine = me !== undefined && by.includes(me.id)
  const known = by
    .filter((id) => id !== me?.id)
    .map(nameOf)
    .filter((name) => name !== undefined)
    .slice(0, namesShown)
  const names = [...(isMine ? [words.text.you] : []), ...known.map(isolated)]
  return words.people(names, by.length - names.length)
}
