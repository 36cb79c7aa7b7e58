import type { Added } from './notes-folds.ts'

interface Stored<Type extends string, Data> {
  readonly offset: number
  readonly type: Type
  readonly at: number
  readonly data: Data
}

/** Whatever the simulated channels store. */
export type SimulatedEvent =
  | Stored<'added', Added>
  | Stored<'dropped', { readonly note: string }>
  | Stored<'snoozed', { readonly note: string; readonly whom: string; readonly until: number }>
  | Stored<'reminded', { readonly note: string; readonly whom: string }>
  | Stored<'joined' | 'left', { readonly whom: string }>
  | Stored<'locked' | 'unlocked', object>
  | Stored<'notified', { readonly what: string }>
