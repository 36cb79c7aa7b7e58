import { closeIcon, lockIcon, warningIcon } from '@parley/elements'
import type { UploadList } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { ConversationModel } from '../../client/desk/conversation-model.ts'
import type { AgentMessage, AgentName, FileInfo } from '../../contract/index.ts'
import type { DeskActions } from './actions.ts'
import { fileIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

/** A colleague has answered since this reply was begun: it is shown before the reply goes. */
export function newerView(
  { text }: Words,
  newer: AgentMessage,
  does: { readonly send: () => void; readonly keep: () => void },
): TemplateResult {
  return html`<div class="stop" part="stop" role="alert">
    ${warningIcon}
    <div class="what"><strong>${text.newerReply(newer.by.name)}</strong><blockquote dir="auto">${newer.text}</blockquote></div>
    <div class="buttons">
      <button type="button" class="quiet main" @click=${does.keep}>${text.keepWriting}</button>
      <button type="button" class="quiet" @click=${does.send}>${text.sendAnyway}</button>
    </div>
  </div>`
}

/** Whoever does not have the inquiry says so before the customer hears of him. */
export function notYoursView(
  { text }: Words,
  agent: AgentName | undefined,
  does: { readonly take: (() => void) | undefined; readonly join: () => void; readonly leave: () => void },
): TemplateResult {
  return html`<div class="stop" part="stop" role="alert">
    ${warningIcon}
    <div class="what"><strong>${agent ? text.notYours(agent.name) : text.nobodyHasIt}</strong><span>${agent ? text.notYoursSays : text.nobodyHasItSays}</span></div>
    <div class="buttons">
      ${does.take ? html`<button type="button" class="quiet main" @click=${does.take}>${text.take}</button>` : nothing}
      <button type="button" class="quiet ${does.take ? '' : 'main'}" @click=${does.join}>${text.answerAllTheSame}</button>
      <button type="button" class="icon" aria-label=${text.cancel} title=${text.cancel} @click=${does.leave}>${closeIcon}</button>
    </div>
  </div>`
}

/** Why no reply can be written, with the way on; `undefined`: one can. */
export function closedView(
  { facts }: ConversationModel,
  { text }: Words,
  actions: DeskActions,
  reopen: () => void,
): TemplateResult | undefined {
  if (facts?.mergedInto) {
    const { id, no } = facts.mergedInto
    return html`<div class="closed" part="closed">${lockIcon}<span>${text.isMergedSays(text.no(no))}</span><button type="button" class="quiet" @click=${() => actions.open(id)}>${text.openOther(text.no(no))}</button></div>`
  }
  if (facts?.status !== 'resolved') return undefined
  return html`<div class="closed" part="closed">${lockIcon}<span>${text.isResolvedSays}</span><button type="button" class="quiet" @click=${reopen}>${text.reopen}</button></div>`
}

export function uploadsView(uploads: UploadList<FileInfo>, words: Words): TemplateResult | typeof nothing {
  if (uploads.all.length === 0) return nothing
  const { text } = words
  return html`<ul class="uploads" aria-label=${text.files(uploads.all.length)}>
    ${uploads.all.map(
      ({ id, file, progress, info, failure }) => html`<li class=${failure ? 'failed' : ''}>
        ${failure ? warningIcon : fileIcon}<bdi>${file.name}</bdi>
        ${failure ? html`<span>${words.reason(failure)}</span>` : info ? nothing : html`<progress max="1" .value=${progress} aria-label=${text.uploading(file.name, words.percent(progress))}></progress>`}
        <button type="button" class="icon" aria-label=${text.removeFile(file.name)} title=${text.removeFile(file.name)} @click=${() => uploads.remove(id)}>${closeIcon}</button>
      </li>`,
    )}
  </ul>`
}
