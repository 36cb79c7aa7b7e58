import type { ConversationModel } from '../../client/desk/conversation-model.ts'

/** Of more at once only the newest are read out. */
const mostSpoken = 3

/** What a screen reader is told of a conversation: what others have just said in it, and nothing that was there before or is loaded above. */
export class NewsReader {
  #upTo: number | undefined

  begin(): void {
    this.#upTo = undefined
  }

  /** To be called with every state. */
  note(
    { entries, isReady, newest }: Pick<ConversationModel, 'entries' | 'isReady' | 'newest'>,
    me: string | undefined,
  ): readonly { readonly name: string; readonly says: string }[] {
    if (!isReady) return []
    const before = this.#upTo
    this.#upTo = Math.max(before ?? 0, newest)
    if (before === undefined || newest <= before) return []
    const news = entries.flatMap((entry) => {
      if (entry.n <= before || entry.kind === 'activity') return []
      const isMine = (entry.kind === 'agent' || entry.kind === 'note') && entry.by.id === me
      return isMine ? [] : [{ name: entry.by.name, says: entry.text }]
    })
    return news.slice(-mostSpoken)
  }
}
