import { defineFold } from '@parley/channel/client'
import type { CustomerInquiry, CustomerInquiryEvents } from '../contract/index.ts'
import { noMarks, setMarks } from './marks.ts'
import { addEntry } from './said.ts'

/** The view `customer` of an inquiry: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const customerFold = defineFold<CustomerInquiry, CustomerInquiryEvents>({
  state: () => ({ status: 'waiting', recent: [], hasOlder: false, marks: noMarks() }),
  events: {
    began: (view, info) => {
      view.info = info
    },
    said: (view, { entry }) => addEntry(view, entry),
    statusSet: (view, { status, agent, team, no, mergedInto, entry }) => {
      view.status = status
      if (agent === undefined) delete view.agent
      else view.agent = agent
      if (mergedInto !== undefined) view.mergedInto = mergedInto
      if (view.info !== undefined) view.info = { ...view.info, team, ...(no !== undefined && { no }) }
      if (entry !== undefined) addEntry(view, entry)
    },
    marked: ({ marks }, data) => setMarks(marks, data),
    rated: (view, { rating }) => {
      view.rating = rating
    },
  },
})
