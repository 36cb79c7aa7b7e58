import { z } from 'zod'
import { defineChannel } from '../src/define/define-channel.ts'
import { latest, sample } from '../src/define/delivery.ts'
import { defineFold, type EventMeta } from '../src/define/fold.ts'
import { refuse } from '../src/define/refusal.ts'
import type { NewEvent, ShowContext } from '../src/define/rules.ts'

export interface Wall {
  /** By id; `null`: it was taken down. */
  notes: Record<string, string | null>
}

interface WallEvents {
  readonly posted: { readonly id: string; readonly text: string | null }
  readonly tornDown: { readonly id: string }
}

export const wallFold = defineFold<Wall, WallEvents>({
  state: () => ({ notes: {} }),
  events: {
    posted: (wall, { id, text }) => {
      wall.notes[id] = text
    },
    tornDown: (wall, { id }) => {
      wall.notes[id] = null
    },
  },
})

/** Of a note that is no longer there nobody gets the text, however late he comes. */
function show(event: NewEvent<WallEvents> & EventMeta, { state }: ShowContext<Wall>): NewEvent<WallEvents> {
  if (event.type === 'tornDown') return event
  const { id, text } = event.data
  return { type: 'posted', data: { id, text: state.notes[id] === null ? null : text } }
}

const projection = { fold: wallFold, project: (wall: Wall) => wall, show }
const id = z.string()

/** Notes that are posted once each and may be taken down: what is shown of a post depends on what came after it. */
export const wall = defineChannel('wall', wallFold, {
  commands: {
    post: {
      input: z.object({ id, text: z.string() }),
      decide: ({ notes }, input) => (input.id in notes ? [] : [{ type: 'posted', data: input }]),
    },
    tear: {
      input: z.object({ id }),
      decide: ({ notes }, input) => {
        if (notes[input.id] === undefined) return refuse('wall/none', 'There is no such note.')
        return notes[input.id] === null ? [] : [{ type: 'tornDown', data: input }]
      },
    },
  },
  views: {
    all: { projection },
    newest: { projection, delivery: latest((event: { data: { id: string } }) => event.data.id) },
    glance: { projection, delivery: sample(100) },
  },
  erase: () => undefined,
})
