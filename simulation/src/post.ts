/** A command that somebody gave, and what became of it. */
export interface Post {
  readonly id: string
  readonly owner: string
  readonly page: string
  readonly channel: string
  readonly name: Wish['name']
  /** How many events it has. */
  readonly times: number
  /** `lost`: the page was reloaded before the answer; its outbox has it, but nobody waits for the receipt. */
  outcome: 'open' | 'done' | 'refused' | 'lost'
}

/** What a page can ask of the notes. */
export type Wish =
  | { readonly name: 'add'; readonly input: { text: string; times: number; remindInMs: number } }
  | { readonly name: 'drop'; readonly input: { note: string } }
  | { readonly name: 'snooze'; readonly input: { note: string; forMs: number } }
  | { readonly name: 'join' | 'leave'; readonly input: { whom: string } }
  | { readonly name: 'lock' | 'unlock'; readonly input: Record<string, never> }

export function ownerOf(page: string): string {
  return page.slice(0, page.indexOf('/'))
}
