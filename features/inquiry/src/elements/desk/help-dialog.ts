import { Dialog } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html } from 'lit'
import { shortcuts } from '../../client/desk/shortcuts.ts'
import { dialogStyles } from '../dialog-styles.ts'
import { deskDialogStyles } from './dialog-styles.ts'
import type { Words } from './locale/words.ts'

/** The keys of the desk. */
export class HelpDialog extends Dialog<Words> {
  static override styles = [...dialogStyles, deskDialogStyles]

  protected get heading(): string {
    return this.words.text.helpTitle
  }

  protected body(): TemplateResult {
    const { text } = this.words
    const keys = [
      ...Object.entries(shortcuts).map(([key, shortcut]) => [key, text.keys[shortcut]] as const),
      ['Enter', text.keys.open] as const,
      ['Esc', text.keys.leave] as const,
    ]
    return html`<p>${text.keysSay}</p><dl class="keys">${keys.map(([key, says]) => html`<div><dt><kbd>${key}</kbd></dt><dd>${says}</dd></div>`)}</dl>`
  }
}
