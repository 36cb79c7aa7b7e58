import { html } from 'lit'

/** Rows that are being loaded. */
export const skeletonView = html`<div class="skeleton" part="skeleton" aria-hidden="true">${Array.from({ length: 5 }, () => html`<i></i>`)}</div>`
