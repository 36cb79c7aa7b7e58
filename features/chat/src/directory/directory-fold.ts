import { defineFold, setValue } from '@parley/channel/client'
import type { Directory, DirectoryEvents } from '../contract/index.ts'
import { maxListed } from '../contract/index.ts'

/** The view `directory`: PROTOCOL.md#chat. The same on the server and in the browser. */
export const directoryFold = defineFold<Directory, DirectoryEvents>({
  state: () => ({ rooms: {}, count: 0 }),
  events: {
    listed: (directory, { room, title, topic, members, count }, { offset }) => {
      directory.count = count
      setValue(directory.rooms, room, { title, topic, members, order: offset })
      const listed = Object.entries(directory.rooms)
      if (listed.length <= maxListed) return
      const [oldest] = listed.reduce((first, each) => (each[1].order < first[1].order ? each : first))
      delete directory.rooms[oldest]
    },
    unlisted: (directory, { room, count }) => {
      directory.count = count
      delete directory.rooms[room]
    },
  },
})
