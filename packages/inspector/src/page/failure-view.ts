import { html, nothing, type TemplateResult } from 'lit'
import { ApiError } from './api.ts'

/** Why something could not be had, and what to do. */
export function failureView(error: unknown): TemplateResult {
  const { message, code, fix } =
    error instanceof ApiError ? error : { message: String(error), code: undefined, fix: undefined }
  return html`<div class="failure" role="alert"><strong>${message}</strong>
    ${code === undefined ? nothing : html` <code>${code}</code>`}
    ${fix === undefined ? nothing : html`<div>${fix}</div>`}</div>`
}
