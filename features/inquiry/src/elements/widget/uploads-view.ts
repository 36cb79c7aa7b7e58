import { closeIcon, warningIcon } from '@parley/elements'
import type { Upload, UploadList } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import type { FileInfo } from '../../contract/index.ts'
import { fileIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

/** Files that are to go with what is written, each with how far it is. */
export function uploadsView(
  uploads: UploadList<FileInfo> | undefined,
  words: Words,
  removed: () => void,
): TemplateResult | typeof nothing {
  if (uploads === undefined || uploads.all.length === 0) return nothing
  return html`<ul class="uploads">${uploads.all.map((upload) => uploadView(upload, uploads, words, removed))}</ul>`
}

function uploadView(
  { id, file, progress, info, failure }: Upload<FileInfo>,
  uploads: UploadList<FileInfo>,
  { text, percent, reason }: Words,
  removed: () => void,
): TemplateResult {
  const remove = text.removeFile(file.name)
  const onRemove = () => {
    uploads.remove(id)
    removed()
  }
  return html`<li class=${failure ? 'failed' : ''} part="upload">
    ${failure ? warningIcon : fileIcon}
    <span class="name"><bdi>${file.name}</bdi>${failure ? html`<span role="alert">${reason(failure)}</span>` : nothing}</span>
    ${info || failure ? nothing : html`<progress max="1" .value=${progress} aria-label=${text.uploading(file.name, percent(progress))}></progress>`}
    ${failure?.retryable ? html`<button type="button" class="textual" @click=${() => uploads.retry(id)}>${text.retry}</button>` : nothing}
    <button type="button" class="icon" aria-label=${remove} title=${remove} @click=${onRemove}>${closeIcon}</button>
  </li>`
}

export const uploadsStyles = css`
  .uploads {
    display: flex;
    flex-direction: column;
    gap: 4px;
    max-height: 30dvh;
    margin: 0 0 8px;
    padding: 0;
    overflow-y: auto;
    list-style: none;
  }

  .uploads li {
    display: flex;
    align-items: center;
    gap: 8px;
    padding-inline-start: 10px;
    border: 1px solid var(--_border);
    border-radius: 10px;
    font-size: 0.8125rem;
  }

  .uploads .failed {
    border-color: var(--_danger);
    color: var(--_danger);
  }

  .uploads .icon {
    width: 44px;
    height: 44px;
  }

  .uploads svg {
    width: 16px;
    height: 16px;
  }

  .name {
    flex: 1;
    min-width: 0;
  }

  .name > * {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .name bdi {
    white-space: nowrap;
  }

  progress {
    width: 64px;
    accent-color: var(--_accent);
  }

  .textual {
    min-height: 36px;
    padding: 0 8px;
    color: var(--_accent);
    font-weight: 600;
  }
`
