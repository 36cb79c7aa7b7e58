import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { Asked } from './actions.ts'
import type { Words } from './locale/words.ts'

/** The dialog that was asked for, if one was. */
export function dialogView(
  asked: Asked | undefined,
  desk: DeskModel | undefined,
  words: Words,
  done: () => void,
): TemplateResult | typeof nothing {
  if (!asked || !desk) return nothing
  switch (asked.dialog) {
    case 'help':
      return html`<parley-inquiry-help exportparts="dialog" .words=${words} @done=${done}></parley-inquiry-help>`
    case 'canned':
      return html`<parley-inquiry-canned-edit exportparts="dialog" .words=${words} .desk=${desk} @done=${done}></parley-inquiry-canned-edit>`
    case 'transfer':
      return html`<parley-inquiry-transfer exportparts="dialog" .words=${words} .desk=${desk} .subject=${asked.subject} @done=${done}></parley-inquiry-transfer>`
    case 'snooze':
      return html`<parley-inquiry-snooze exportparts="dialog" .words=${words} .desk=${desk} .subject=${asked.subject} @done=${done}></parley-inquiry-snooze>`
    case 'labels':
      return html`<parley-inquiry-labels exportparts="dialog" .words=${words} .desk=${desk} .subject=${asked.subject} @done=${done}></parley-inquiry-labels>`
    case 'merge':
      return html`<parley-inquiry-merge exportparts="dialog" .words=${words} .desk=${desk} .subject=${asked.subject} @done=${done}></parley-inquiry-merge>`
  }
}
