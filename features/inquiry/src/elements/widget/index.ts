import { AskForm } from './ask-form.ts'
import { ParleyInquiry } from './parley-inquiry.ts'
import { RateForm } from './rate-form.ts'
import { ThreadView } from './thread-view.ts'
import { Writer } from './writer.ts'

export { ParleyInquiry }

/** The customer's widget and what it is made of, by the names they have in a page. */
export const widgetParts = {
  'parley-inquiry-ask': AskForm,
  'parley-inquiry-writer': Writer,
  'parley-inquiry-rate': RateForm,
  'parley-inquiry-thread': ThreadView,
  'parley-inquiry': ParleyInquiry,
}
