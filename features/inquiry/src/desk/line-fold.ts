import { defineFold } from '@parley/channel/client'
import type { Line, LineEvents } from '../contract/index.ts'

/** The view `line`: PROTOCOL.md#inquiry. Each event says all. */
export const lineFold = defineFold<Line, LineEvents>({
  state: () => ({ teams: {} }),
  events: {
    line: (line, { teams }) => {
      line.teams = { ...teams }
    },
  },
})
