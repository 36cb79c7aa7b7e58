import { defineFold, ownValue, setValue } from '@parley/channel/client'
import type { Board, BoardEvents } from '../contract/index.ts'

/** The view `supervisor`: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const boardFold = defineFold<Board, BoardEvents>({
  state: () => ({ days: {} }),
  events: {
    daySet: ({ days }, { day, team, numbers, dropped = [] }) => {
      const teams = ownValue(days, day) ?? {}
      setValue(teams, team, numbers)
      setValue(days, day, teams)
      for (const old of dropped) delete days[old]
    },
  },
})
