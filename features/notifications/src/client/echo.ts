// What is asked for is shown at once: commands on their way are applied over what the server has said. One that is refused
// is no longer among them, so that what it changed is as before by itself.
import type { InboxCommands, Mark, Preferences } from '../contract/index.ts'
import { isVisible } from '../contract/index.ts'
import type { Pending } from './handle.ts'

type Marks = { readonly [n: string]: Mark }
type Change = (mark: Mark, at: number) => Mark | undefined

/** The marks as they are once what is on its way has taken effect. The marks given are left as they are. */
export function echoMarks(marks: Marks, pending: readonly Pending[]): Marks {
  const echoed: { [n: string]: Mark } = { ...marks }
  for (const command of pending) {
    if (command.failure !== undefined || !Object.hasOwn(onMarks, command.name)) continue
    for (const [n, change] of onMarks[command.name]!(echoed, command.input as never)) {
      const mark = Object.hasOwn(echoed, n) ? change(echoed[n]!, command.createdAt) : undefined
      if (mark === undefined) delete echoed[n]
      else echoed[n] = mark
    }
  }
  return echoed
}

const seen: Change = (mark, at) => ({ ...mark, seenAt: mark.seenAt ?? at })
const read: Change = (mark, at) => ({ ...seen(mark, at)!, readAt: mark.readAt ?? at })
const unread: Change = ({ readAt: _, ...mark }) => mark
const archived: Change = (mark, at) => ({ ...unsnoozed(mark, at)!, archivedAt: mark.archivedAt ?? at })
const unarchived: Change = ({ archivedAt: _, ...mark }) => mark
const unsnoozed: Change = ({ snoozedUntil: _, ...mark }) => mark

function each(ids: readonly number[], change: Change): [string, Change][] {
  return ids.map((n) => [String(n), change])
}

const onMarks: { readonly [command: string]: (marks: Marks, input: never) => [string, Change][] } = {
  see: (marks, { upTo }: InboxCommands['see']) => upToIn(marks, upTo, seen),
  read: (_, { ids }: InboxCommands['read']) => each(ids, read),
  unread: (_, { ids }: InboxCommands['unread']) => each(ids, unread),
  archive: (_, { ids }: InboxCommands['archive']) => each(ids, archived),
  unarchive: (_, { ids }: InboxCommands['unarchive']) => each(ids, unarchived),
  snooze: (_, { ids, until }: InboxCommands['snooze']) =>
    each(ids, (mark, at) => ({ ...unarchived(mark, at)!, snoozedUntil: until })),
  unsnooze: (_, { ids }: InboxCommands['unsnooze']) => each(ids, unsnoozed),
  act: (_, { id, action }: InboxCommands['act']) =>
    each([id], (mark, at) => (mark.acted?.action === action ? mark : { ...read(mark, at)!, acted: { action, at } })),
  remove: (_, { ids }: InboxCommands['remove']) => each(ids, () => undefined),
  markAll: (marks, { as, upTo, category }: InboxCommands['markAll']) =>
    upToIn(marks, upTo, { seen, read, archived }[as], category),
}

function upToIn(marks: Marks, upTo: number, change: Change, category?: string): [string, Change][] {
  const isMeant = (mark: Mark) =>
    mark.last <= upTo && isVisible(mark) && (category === undefined || mark.category === category)
  return Object.keys(marks)
    .filter((n) => isMeant(marks[n]!))
    .map((n) => [n, change])
}

/** The preferences as they are once what is on its way has taken effect. */
export function echoPreferences(preferences: Preferences, pending: readonly Pending[]): Preferences {
  const echoed = structuredClone(preferences)
  for (const { name, input, failure } of pending) {
    if (failure === undefined && Object.hasOwn(onPreferences, name)) onPreferences[name]!(echoed, input as never)
  }
  return echoed
}

const onPreferences: { readonly [command: string]: (preferences: Preferences, input: never) => void } = {
  // The names are the app's own, and JSON keeps `__proto__` as any other.
  setPreference({ categories }, { category, way, on }: InboxCommands['setPreference']) {
    const { [way]: _, ...others } = (Object.hasOwn(categories, category) ? categories[category] : undefined) ?? {}
    const cells = Object.fromEntries([...Object.entries(others), ...(on === null ? [] : [[way, on] as const])])
    delete categories[category]
    if (Object.keys(cells).length > 0) setOwn(categories, category, cells)
  },
  setWay({ ways }, { way, on }: InboxCommands['setWay']) {
    if (on) delete ways[way]
    else setOwn(ways, way, false)
  },
  setAll(preferences, { on }: InboxCommands['setAll']) {
    preferences.on = on
  },
  setQuiet(preferences, { quiet }: InboxCommands['setQuiet']) {
    if (quiet === null) delete preferences.quiet
    else preferences.quiet = quiet
  },
  setLanguage(preferences, { language }: InboxCommands['setLanguage']) {
    preferences.language = language
  },
}

function setOwn<T>(record: { [key: string]: T }, key: string, value: T): void {
  Object.defineProperty(record, key, { value, writable: true, enumerable: true, configurable: true })
}
