import { closeIcon } from '@parley/elements'
import type { Upload, UploadList } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { FileInfo } from '../../contract/message.ts'
import { fileIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'

export function uploadsView(uploads: UploadList<FileInfo>, words: Words): TemplateResult | typeof nothing {
  if (uploads.all.length === 0) return nothing
  return html`<ul class="uploads" aria-label=${words.text.attachedFiles}>
    ${uploads.all.map((upload) => uploadView(upload, uploads, words))}
  </ul>`
}

function uploadView(upload: Upload<FileInfo>, uploads: UploadList<FileInfo>, words: Words): TemplateResult {
  const { text } = words
  const name = plainText(upload.file.name)
  return html`<li class=${upload.failure ? 'upload failed' : 'upload'} part="upload">
    ${fileIcon}
    <span class="upload-text"><bdi class="upload-name" title=${name}>${name}</bdi>
      <span class="upload-state">${upload.failure ? words.reason(upload.failure) : words.size(upload.file.size)}</span></span>
    ${upload.failure?.retryable ? html`<button class="inline" @click=${() => uploads.retry(upload.id)}>${text.retry}</button>` : nothing}
    <button class="icon small" aria-label=${text.removeFile(name)} title=${text.removeFile(name)} @click=${() => uploads.remove(upload.id)}>${closeIcon}</button>
    ${
      upload.info || upload.failure
        ? nothing
        : html`<progress max="1" value=${upload.progress} aria-label=${text.uploading(name)}></progress>`
    }
  </li>`
}
