import type { Model } from '@parley/elements/models'
import { failingOf, Listeners } from '@parley/elements/models'
import type {
  Category,
  DeliveryEntry,
  Device,
  InboxCommands,
  Preferences,
  QuietHours,
  Text,
} from '../contract/index.ts'
import { echoPreferences } from './echo.ts'
import type { InboxHandle } from './handle.ts'
import type { RefusedCommand } from './refusals.ts'
import { followRefusals } from './refusals.ts'

type Place = { readonly order: number; readonly id: string }

/** A page of what was sent, newest first; `next` goes on. */
export interface DeliveriesPage {
  readonly entries: readonly DeliveryEntry[]
  readonly next: Place | undefined
}

const settingCommands = [
  'setPreference',
  'setWay',
  'setAll',
  'setQuiet',
  'setLanguage',
  'subscribePush',
  'unsubscribePush',
]

/** What one person wants to hear of and by which way, over the open view of the inbox. Refusals as in `InboxModel`. */
export class SettingsModel implements Model {
  readonly #handle: InboxHandle
  readonly #changed = new Listeners()
  readonly #refusedListeners = new Set<(refused: RefusedCommand) => void>()
  readonly #stops: readonly (() => void)[]
  #preferences: Preferences | undefined

  constructor(handle: InboxHandle) {
    this.#handle = handle
    this.#stops = [
      handle.onChange(() => {
        this.#preferences = undefined
        this.#changed.tell()
      }),
      followRefusals(
        handle,
        (name) => settingCommands.includes(name),
        (refused) => {
          for (const listener of this.#refusedListeners) listener(refused)
        },
      ),
    ]
  }

  get status(): InboxHandle['status'] {
    return this.#handle.status
  }

  get refusal(): InboxHandle['refusal'] {
    return this.#handle.refusal
  }

  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  get preferences(): Preferences {
    this.#preferences ??= echoPreferences(this.#handle.state.preferences, this.#handle.pending)
    return this.#preferences
  }

  get categories(): { readonly [category: string]: Category } {
    return this.#handle.state.categories
  }

  get ways(): { readonly [way: string]: { readonly title: Text } } {
    return this.#handle.state.ways
  }

  get devices(): readonly Device[] {
    return Object.values(this.#handle.state.devices).sort((one, other) => other.at - one.at)
  }

  /** The public key that this browser is to subscribe with; `undefined`: there is no push here. */
  get pushKey(): string | undefined {
    return this.#handle.state.pushKey
  }

  setPreference(category: string, way: string, on: boolean): void {
    void this.#handle.commands.setPreference({ category, way, on })
  }

  setWay(way: string, on: boolean): void {
    void this.#handle.commands.setWay({ way, on })
  }

  setAll(on: boolean): void {
    void this.#handle.commands.setAll({ on })
  }

  setQuiet(quiet: QuietHours | null): void {
    void this.#handle.commands.setQuiet({ quiet })
  }

  setLanguage(language: string): void {
    void this.#handle.commands.setLanguage({ language })
  }

  /** Resolves once the server has taken the device. Rejects with a `Failing`. */
  async addDevice(device: InboxCommands['subscribePush']): Promise<void> {
    await this.#handle.commands.subscribePush(device).catch((error) => {
      throw failingOf(error)
    })
  }

  removeDevice(id: string): void {
    void this.#handle.commands.unsubscribePush({ id })
  }

  /** What became of what was to be sent. Rejects with a `Failing`. */
  async deliveries(before?: Place): Promise<DeliveriesPage> {
    try {
      const { documents, next } = await this.#handle.find('deliveries', { limit: 25, ...(before && { before }) })
      return { entries: documents.map(({ body }) => body as DeliveryEntry), next }
    } catch (error) {
      throw failingOf(error)
    }
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  onRefused(listener: (refused: RefusedCommand) => void): () => void {
    this.#refusedListeners.add(listener)
    return () => this.#refusedListeners.delete(listener)
  }

  /** Lets go of the view; whoever opened it closes that. */
  close(): void {
    for (const stop of this.#stops) stop()
    this.#changed.clear()
  }
}
