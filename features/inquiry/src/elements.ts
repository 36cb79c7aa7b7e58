/** Registers the elements, at once: for apps that bundle them. What pages load is `elements-later.ts`. */
import './elements/define-desk.ts'
import './elements/define-widget.ts'
import { ParleyInquiryDesk } from './elements/desk/index.ts'
import { ParleyInquiry } from './elements/widget/index.ts'

export type { CustomerConnection } from './client/customer/connection.ts'
export type { DeskConnection } from './elements/desk/desk-session.ts'
export type { UploadFile } from './elements/upload-file.ts'
export { ParleyInquiry, ParleyInquiryDesk }

declare global {
  interface HTMLElementTagNameMap {
    'parley-inquiry': ParleyInquiry
    'parley-inquiry-desk': ParleyInquiryDesk
  }
}
