import { expect, test } from 'vitest'
import type { ConnectOptions } from '../connection.ts'
import type { Status } from '../status.ts'
import { type Living, watchForTwins } from './twins.ts'

/** A page whose connections become what a test says. */
function page() {
  const living: Living = new Map()
  const lines: string[] = []
  const connect = (options: ConnectOptions = {}, url = 'ws://host/parley') => {
    let status: Status = { state: 'connecting', attempt: 1 }
    let tell = (_status: Status) => {}
    const connection = {
      get status() {
        return status
      },
      onStatus: (listener: (status: Status) => void) => {
        tell = listener
        return () => {}
      },
    }
    watchForTwins(connection, url, options, living, (line) => lines.push(line))
    return (next: Status) => {
      status = next
      tell(next)
    }
  }
  return { connect, living, lines }
}

const live: Status = { state: 'live' }
const closed: Status = { state: 'closed' }

test('two that are live at once as the same person are said once', () => {
  const { connect, lines } = page()
  const [one, two, three] = [connect(), connect(), connect()]
  one(live)
  expect(lines).toEqual([])
  two(live)
  expect(lines).toEqual([expect.stringContaining('(page/two-connections)')])
  three(live)
  two(live)
  expect(lines).toHaveLength(1)
})

test('one that was closed before the other came is no twin, and is forgotten', () => {
  const { connect, living, lines } = page()
  const one = connect()
  one(live)
  one(closed)
  const two = connect()
  two(live)
  two(closed)
  expect([lines, living.size]).toEqual([[], 0])
})

test('other people, and other servers, are no twins', () => {
  const { connect, lines } = page()
  const ana = { guest: { key: 'ana-0123456789abcdef' } }
  for (const become of [connect(), connect(ana), connect({ token: 'x' }), connect({}, 'ws://other/parley')])
    become(live)
  expect(lines).toEqual([])
})
