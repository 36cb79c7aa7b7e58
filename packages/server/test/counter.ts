import { type ChannelDefinition, defineChannel, defineFold, type Feature, refuse } from '@parley/channel'

interface Counter {
  total: number
  last: string
}

type StandardSchema = ReturnType<typeof schema>

/** A Standard Schema without a library; `check` gives what is wrong. */
function schema(check: (input: unknown) => string | undefined) {
  return {
    '~standard': {
      version: 1 as const,
      vendor: 'test',
      validate: (value: unknown) => {
        const message = check(value)
        return message === undefined ? { value } : { issues: [{ message, path: ['by'] }] }
      },
    },
  }
}

const anything: StandardSchema = schema(() => undefined)
const amount = schema((input) =>
  typeof (input as { by?: unknown })?.by === 'number' ? undefined : 'A number is needed.',
)

const fold = defineFold({
  state: (): Counter => ({ total: 0, last: '' }),
  events: {
    added: (counter: Counter, { by, text }: { by: number; text?: string }) => {
      counter.total += by
      counter.last = text ?? ''
    },
  },
})

/** Channels `counter/<key>` with what chat does not have: decisions that throw, and signals that take anything. */
export const counterChannel: ChannelDefinition = defineChannel('counter', fold, {
  commands: {
    add: {
      input: amount,
      decide: (_state, input) => [{ type: 'added' as const, data: input as { by: number; text?: string } }],
    },
    crash: {
      input: anything,
      decide: () => {
        throw new Error('a decision threw')
      },
    },
    refuse: { input: anything, decide: () => refuse('counter/no', 'No.') },
  },
  signals: { wave: { data: anything } },
  views: {
    all: {},
    secret: { allow: () => false },
    broken: {
      allow: () => {
        throw new Error('allow threw')
      },
    },
  },
}) as ChannelDefinition

export const counter: Feature = { name: 'counter', channels: [counterChannel] }
