import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { FileInfo } from '../../contract/message.ts'
import { fileIcon } from '../icons.ts'
import { plainText } from '../text/plain-text.ts'
import type { MessageContext } from './message-context.ts'

/** The largest box of a picture in the list. */
export const pictureBox = { width: 360, height: 280 } as const
const smallestSide = 40

/** Types that every browser shows, and that cannot carry a program. */
const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])

export function isPicture({ type, width, height }: FileInfo): boolean {
  return pictures.has(type) && (width ?? 0) > 0 && (height ?? 0) > 0
}

/** The size of a picture in the list, whole pixels: it is never enlarged, and never a line that cannot be hit. */
export function boxOf({ width = 1, height = 1 }: FileInfo, box: { width: number; height: number } = pictureBox) {
  const scale = Math.min(1, box.width / width, box.height / height)
  return {
    width: Math.max(smallestSide, Math.round(width * scale)),
    height: Math.max(smallestSide, Math.round(height * scale)),
  }
}

export function filesView(files: readonly FileInfo[], context: MessageContext): TemplateResult {
  return html`<div class="files" part="files">
    ${files.map((file) => (isPicture(file) ? pictureView(file, context) : cardView(file, context)))}
  </div>`
}

function pictureView(file: FileInfo, { fileUrl, actions, words }: MessageContext): TemplateResult {
  const { width, height } = boxOf(file)
  const name = plainText(file.name)
  return html`<button class="picture" part="picture" aria-label=${words.text.openPicture(name)} title=${name}
    @click=${() => actions.openPicture(file)}
    ><img src=${fileUrl(file)} alt=${name} width=${width} height=${height} loading="lazy" decoding="async" draggable="false"
      @error=${onPictureError}
  /></button>`
}

/** A picture that does not load keeps its box and shows its name. */
function onPictureError({ target }: Event): void {
  if (target instanceof HTMLElement) target.classList.add('broken')
}

function cardView(file: FileInfo, { fileUrl, words }: MessageContext): TemplateResult {
  const name = plainText(file.name)
  return html`<a class="file" part="file" href=${fileUrl(file)} download=${name} target="_blank" rel="noopener noreferrer">
    ${fileIcon}
    <span class="file-text"><bdi class="file-name">${name}</bdi><span class="file-kind">${words.size(file.size)} · ${kindOf(file)}</span></span>
  </a>`
}

/** "PDF", "ZIP": the end of the name where it has one, else of the type. */
export function kindOf({ name, type }: Pick<FileInfo, 'name' | 'type'>): string {
  const ending = /\.([a-z0-9]{1,5})$/iu.exec(name)?.[1]
  return (ending ?? type.split('/').at(-1) ?? type).slice(0, 12).toUpperCase()
}
