import { defineFold } from '@parley/channel/client'
import type { AgentInquiry, AgentInquiryEvents } from '../contract/index.ts'
import { maxParticipants } from '../contract/limits.ts'
import { noMarks, setMarks } from './marks.ts'
import { addEntry } from './said.ts'

/** The view `agent` of an inquiry: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const agentFold = defineFold<AgentInquiry, AgentInquiryEvents>({
  state: () => ({ recent: [], hasOlder: false, marks: noMarks(), participants: [] }),
  events: {
    began: (view, { entry, ...info }) => {
      view.info = info
      addEntry(view, entry)
    },
    said: (view, { entry, joined }) => {
      addEntry(view, entry)
      if (joined === undefined || view.participants.some(({ id }) => id === joined.id)) return
      view.participants = [...view.participants, joined].slice(-maxParticipants)
    },
    routed: (view, { facts, no, entry }) => {
      view.facts = facts
      if (view.info !== undefined) view.info = { ...view.info, no }
      if (entry !== undefined) addEntry(view, entry)
    },
    marked: ({ marks }, data) => setMarks(marks, data),
    rated: (view, { rating, entry }) => {
      view.rating = rating
      addEntry(view, entry)
    },
    identified: (view, { customer, entry }) => {
      if (view.info !== undefined) view.info = { ...view.info, customer }
      addEntry(view, entry)
    },
  },
})
