import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { Message } from '../../contract/message.ts'
import { lineOf } from '../text/rich-text.ts'

/** The message that a dialog is about: its text on one line, or the names of its files. */
export function quoted({ text, files }: Message): TemplateResult {
  return html`<blockquote dir="auto">${lineOf(text) || files?.map(({ name }) => name).join(', ')}</blockquote>`
}
