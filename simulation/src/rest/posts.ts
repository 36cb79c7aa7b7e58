import type { Post } from '../post.ts'
import type { World } from '../world.ts'

/** What became of the commands is what they were told. */
export function faultsOfPosts(world: World): string[] {
  const effects = effectsOf(world)
  const faults: string[] = []
  for (const post of world.posts.values()) {
    if (post.name !== 'add') continue
    const { id, page, times, outcome } = post
    const offsets = effects.get(`${post.channel} ${id}`) ?? []
    const count = offsets.length
    if (outcome === 'open') faults.push(`${page}: add ${id} was never answered`)
    if (count !== 0 && count !== times) faults.push(`${page}: add ${id} of ${times} events has ${count}: ${offsets}`)
    if (outcome === 'done' && count !== times) faults.push(`${page}: add ${id} was acknowledged and is not stored`)
    // A frame of a dead connection that comes after the refusal of its repetition is decided anew (PROTOCOL.md#commands).
    if (outcome === 'refused' && count > 0 && !world.late.has(page))
      faults.push(`${page}: add ${id} was refused and took effect`)
    if (offsets.some((offset, at) => offset !== offsets[0]! + at))
      faults.push(`${page}: add ${id} has others between its events`)
  }
  return [...faults, ...strangers(world), ...disorder(world, effects)]
}

/** What is stored was asked for by somebody, under this very id. */
function strangers({ ledger, keys, posts }: World): string[] {
  return keys
    .flatMap((key) => ledger.events(`notes/${key}`))
    .filter((event) => event.type === 'added')
    .filter(({ data }) => !posts.has(data.id))
    .map(({ data }) => `${data.by}: nobody gave the add ${data.id}`)
}

/** What one page posted to one channel takes effect in that order, as long as nothing of it was sent back. */
function disorder({ posts, wire, late }: World, effects: ReadonlyMap<string, readonly number[]>): string[] {
  const last = new Map<string, Post & { readonly at: number }>()
  const faults: string[] = []
  for (const post of posts.values()) {
    const { page, channel, id } = post
    const [at] = effects.get(`${channel} ${id}`) ?? []
    if (at === undefined || wire.sentBack.has(page) || late.has(page)) continue
    const before = last.get(`${page} ${channel}`)
    if (before !== undefined && before.at > at)
      faults.push(`${page}: add ${id} stands at ${at}, before ${before.id} at ${before.at}, which was posted earlier`)
    last.set(`${page} ${channel}`, { ...post, at })
  }
  return faults
}

/** Where the events of each command stand. */
function effectsOf({ ledger, keys }: World): Map<string, number[]> {
  const effects = new Map<string, number[]>()
  for (const key of keys) {
    const channel = `notes/${key}`
    for (const event of ledger.events(channel)) {
      if (event.type !== 'added') continue
      const name = `${channel} ${event.data.id}`
      effects.set(name, [...(effects.get(name) ?? []), event.offset])
    }
  }
  return effects
}
