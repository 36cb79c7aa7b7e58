import type { TemplateResult } from 'lit'
import { css, html } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import type { FileInfo } from '../../contract/message.ts'
import { plainText } from '../text/plain-text.ts'
import { Dialog, dialogStyles } from './dialog.ts'

/** A picture as large as the window lets it be. */
export class PictureDialog extends Dialog {
  static override styles = [...dialogStyles, pictureStyles()]
  static override properties = { ...Dialog.properties, room: { attribute: false }, file: { attribute: false } }

  declare room: RoomModel
  declare file: FileInfo

  protected get heading(): string {
    return plainText(this.file.name)
  }

  protected override body(): TemplateResult {
    const { file, room } = this
    return html`<img src=${room.fileUrl(file)} alt=${plainText(file.name)} width=${file.width ?? 0} height=${file.height ?? 0} />`
  }

  protected override actions(): TemplateResult {
    const { file, room, words } = this
    return html`<span class="facts">${words.size(file.size)} · ${file.width} × ${file.height}</span>
      <a class="button link" href=${room.fileUrl(file)} download=${plainText(file.name)} target="_blank" rel="noopener noreferrer">${words.text.download}</a>`
  }
}

function pictureStyles() {
  return css`
    dialog {
      width: fit-content;
      min-width: min(320px, calc(100vw - 32px));
      max-width: calc(100vw - 32px);
    }

    h2 {
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }

    .body {
      padding: 4px 20px;
    }

    img {
      display: block;
      max-width: 100%;
      max-height: calc(100dvh - 190px);
      width: auto;
      height: auto;
      margin: 0 auto;
      border-radius: 8px;
      object-fit: contain;
      background: var(--_raised);
    }

    footer {
      align-items: center;
      justify-content: space-between;
    }

    .facts {
      color: var(--_muted);
      font-size: 0.8125rem;
    }

    .link {
      display: inline-flex;
      align-items: center;
      color: inherit;
      text-decoration: none;
    }
  `
}
