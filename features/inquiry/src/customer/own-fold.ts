import { defineFold, setValue } from '@parley/channel/client'
import type { OwnInquiries, OwnInquiriesEvents } from '../contract/index.ts'

/** The view `customer` of `inquiry-customer/<id>`: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const ownFold = defineFold<OwnInquiries, OwnInquiriesEvents>({
  state: () => ({ inquiries: {} }),
  events: {
    set: ({ inquiries }, { inquiry, dropped = [] }) => {
      setValue(inquiries, inquiry.id, inquiry)
      for (const id of dropped) delete inquiries[id]
    },
    removed: ({ inquiries }, { ids }) => {
      for (const id of ids) delete inquiries[id]
    },
  },
})
