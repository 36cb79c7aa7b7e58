import { defineFold, ownValue, setValue } from '@parley/channel/client'
import type { Mine, MineEvents } from '../contract/index.ts'

/** The view `mine` of `inquiry-agent/<id>`: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const mineFold = defineFold<Mine, MineEvents>({
  state: () => ({ rows: {} }),
  events: {
    rowSet: ({ rows }, { row, unread }) => setValue(rows, row.id, { row, unread }),
    rowRemoved: ({ rows }, { id }) => {
      delete rows[id]
    },
    unreadSet: ({ rows }, { id, unread }) => {
      const known = ownValue(rows, id)
      if (known !== undefined) known.unread = unread
    },
  },
})
