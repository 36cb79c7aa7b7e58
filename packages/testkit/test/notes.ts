import { defineChannel, defineFold } from '@parley/channel'

interface Input {
  readonly text: string
}

interface Note {
  readonly id: string
  readonly text: string
  readonly offset: number
  readonly at: number
}

const fold = defineFold({
  state: (): { notes: Note[] } => ({ notes: [] }),
  events: {
    added: (state, { id, text }: { id: string; text: string }, { offset, at }) => {
      state.notes.push({ id, text, offset, at })
    },
  },
})

/** A Standard Schema without a library. */
const note = {
  '~standard': {
    version: 1 as const,
    vendor: 'test',
    validate: (value: unknown) =>
      typeof (value as Partial<Input> | null)?.text === 'string'
        ? { value }
        : { issues: [{ message: 'A text is needed.', path: ['text'] }] },
  },
}

/** Channels `notes/<key>`: each command is one event. */
export const notesChannel = defineChannel('notes', fold, {
  commands: {
    add: {
      input: note,
      decide: (_state, input, { id }) => [{ type: 'added', data: { id, text: (input as Input).text } }],
    },
  },
  views: { notes: {} },
})
