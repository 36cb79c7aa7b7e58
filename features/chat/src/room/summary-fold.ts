import { beginningOf, defineFold } from '@parley/channel/client'
import type { RoomSummary, SummaryEvents } from '../contract/index.ts'
import { maxSnippetLength } from '../contract/limits.ts'
import { isInMainList, messageOf } from './messages.ts'
import { createdInfo, dropEntry, foundByPosting, takeEditedEntry, takeEntry, updatedInfo } from './room-fold.ts'

/** The view `unread`: PROTOCOL.md#chat. The same on the server and in the browser. */
export const summaryFold = defineFold<RoomSummary, SummaryEvents>({
  state: () => ({ recent: [] }),
  events: {
    created: (summary, data, { at }) => {
      summary.info = createdInfo(data, at)
    },
    updated: (summary, data) => {
      if (summary.info !== undefined) summary.info = updatedInfo(summary.info, data)
    },
    posted: (summary, data, meta) => {
      summary.info ??= foundByPosting(meta.at)
      const message = messageOf(data, meta)
      takeEntry(summary, data, message)
      const { offset, by, text, at } = message
      if (isInMainList(message)) summary.last = { offset, by, text: beginningOf(text, maxSnippetLength), at }
    },
    edited: (summary, data) => {
      takeEditedEntry(summary, data)
      const { last } = summary
      if (last?.offset === data.offset) summary.last = { ...last, text: beginningOf(data.text, maxSnippetLength) }
    },
    deleted: (summary, { offset }) => {
      dropEntry(summary, offset)
      const { last } = summary
      if (last?.offset === offset) summary.last = { ...last, text: '' }
    },
  },
})
