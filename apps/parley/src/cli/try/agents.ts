// Who may play an agent at the demo desk of the site: whoever says so by its button, under a name that says that it is a demo.
import {
  type Actor,
  applyEvent,
  defineChannel,
  defineFold,
  type FeatureRun,
  type FeatureServer,
  systemActor,
} from '@parley/channel'
import type { AgentProfile } from '@parley/inquiry'
import { z } from 'zod'

/** The names carry no surname and no title, and say what they are: no customer can take them for people of a shop. */
const profiles = {
  ada: { name: 'Ada', teams: ['support', 'billing'] },
  grace: { name: 'Grace', teams: ['support', 'billing'] },
  linus: { name: 'Linus', teams: ['support', 'billing'], role: 'supervisor' },
} as const satisfies { readonly [role: string]: AgentProfile }

export type DemoAgent = keyof typeof profiles

export const demoAgents = Object.keys(profiles) as readonly DemoAgent[]

/** Of more players, the one who began longest ago is no agent any more. */
const maxPlayers = 500

export interface Player {
  readonly user: string
  readonly as: DemoAgent
  /** From 1, in the order in which those who play the same began. */
  readonly no: number
}

interface Events {
  readonly began: Player
  readonly erased: { readonly user: string }
}

const without = (players: readonly Player[], user: string) => players.filter((player) => player.user !== user)

const fold = defineFold<{ players: readonly Player[] }, Events>({
  state: () => ({ players: [] }),
  events: {
    began: (state, player) => {
      state.players = [...without(state.players, player.user), player].slice(-maxPlayers)
    },
    erased: () => {},
  },
})

const channel = 'try-agents/main'

/** Kept in the data, so that a desk that is open goes on after the server was started again. */
export const agentsChannel = defineChannel('try-agents', fold, {
  acceptsKey: (key) => key === 'main',
  commands: {
    begin: {
      input: z.object({ user: z.string().min(1).max(150), as: z.enum(demoAgents) }),
      decide: ({ players }, { user, as }, { actor }) => {
        if (actor !== systemActor || players.some((player) => player.user === user)) return []
        const before = players.filter((player) => player.as === as).map(({ no }) => no)
        return [{ type: 'began', data: { user, as, no: Math.max(0, ...before) + 1 } }]
      },
    },
  },
  erase: ({ type, data }, person) =>
    data.user === person && type === 'began' ? { type: 'erased', data: { user: '' } } : undefined,
  views: { players: { allow: (_state, actor) => actor === systemActor, history: false } },
})

/** The players as this process knows them; `run` keeps it level. */
export class DemoAgents {
  #players = new Map<string, Player>()
  #server: FeatureServer | undefined
  /** Who waits until he is known, by his id. */
  readonly #waiting = new Map<string, () => void>()

  /** The first Ada is "Ada (demo)", the next "Ada 2 (demo)". Nobody is one by his name. */
  readonly agentOf = ({ id }: Pick<Actor, 'id'>): AgentProfile | undefined => {
    const player = this.#players.get(id)
    if (player === undefined) return undefined
    const profile = profiles[player.as]
    return { ...profile, name: `${profile.name}${player.no > 1 ? ` ${player.no}` : ''} (demo)` }
  }

  /** Whom this person plays. */
  playedBy(user: string): DemoAgent | undefined {
    return this.#players.get(user)?.as
  }

  /** Resolves when `agentOf` knows him; who plays somebody already goes on with that. Rejects with `ChannelError`. */
  async begin(user: string, as: DemoAgent): Promise<void> {
    if (this.#players.has(user)) return
    await this.#server?.command(channel, 'begin', { user, as })
    if (!this.#players.has(user)) await new Promise<void>((resolve) => this.#waiting.set(user, resolve))
  }

  run(server: FeatureServer): FeatureRun {
    this.#server = server
    let state = fold.state()
    const look = () => {
      this.#players = new Map(state.players.map((player) => [player.user, player]))
      for (const [user, resolve] of this.#waiting) {
        if (!this.#players.has(user)) continue
        this.#waiting.delete(user)
        resolve()
      }
    }
    const end = server.watch(channel, 'players', {
      onState: (whole) => {
        state = whole as typeof state
        look()
      },
      onEvents: (events) => {
        for (const event of events) applyEvent(fold, state, event)
        look()
      },
    })
    return { close: async () => end() }
  }
}
