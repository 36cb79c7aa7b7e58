import type { AttachOptions } from '@parley/server'
import { attachOurs } from './ours.ts'
import type { MoveIn, Party } from './party.ts'
import { type MakeServer, openPlace, type Place } from './place.ts'

export const orders = ['we first', 'they first'] as const

export type Order = (typeof orders)[number]

/** Ours and others on one server. */
export interface Stand extends AsyncDisposable {
  readonly place: Place
  readonly ours: readonly Party[]
  readonly theirs: readonly Party[]
}

export interface StandOptions {
  readonly order?: Order
  readonly app?: MakeServer
  readonly isSecure?: boolean
  /** Where ours are. Empty: nowhere. */
  readonly paths?: readonly string[]
  readonly settings?: Partial<AttachOptions>
}

/** Lets all of them move into one server, in this order. */
export async function stand(neighbours: readonly MoveIn[], options: StandOptions = {}): Promise<Stand> {
  const { order = 'we first', app, isSecure, paths = ['/parley'], settings } = options
  const place = await openPlace(app, isSecure)
  const ours: Party[] = []
  const theirs: Party[] = []
  const weMoveIn = () => {
    for (const path of paths) ours.push(attachOurs(place, path, settings))
  }
  if (order === 'we first') weMoveIn()
  for (const moveIn of neighbours) theirs.push(await moveIn(place))
  if (order === 'they first') weMoveIn()
  return {
    place,
    ours,
    theirs,
    [Symbol.asyncDispose]: async () => {
      for (const party of [...ours, ...theirs]) await party.close()
      await place[Symbol.asyncDispose]()
    },
  }
}
