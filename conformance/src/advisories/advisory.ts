export type AdvisoryClass =
  | 'handshake text'
  | 'smuggling'
  | 'frame length'
  | 'no cap'
  | 'control frames'
  | 'compression'
  | 'application protocol'
  | 'origin and authentication'
  | 'lifetime'

interface Known {
  /** As it was published: `CVE-2021-32640`, or the commit where there is no number. */
  readonly id: string
  /** Whose it was. */
  readonly product: string
  readonly class: AdvisoryClass
  /** What went wrong there, in one clause. */
  readonly cause: string
}

/** One that could be ours too: its attack is tried on our code. */
export interface Replayed extends Known {
  /** What must hold here. The test is called `<id> (<product>): <fact>`. */
  readonly fact: string
  /** Tries it; rejects if it works. */
  readonly replay: () => Promise<void>
}

/** One that has nothing to work on here. It is not counted. */
export interface NotApplicable extends Known {
  readonly doesNotApply: string
}

export type Advisory = Replayed | NotApplicable

export function isReplayed(advisory: Advisory): advisory is Replayed {
  return 'replay' in advisory
}

export function titleOf({ id, product, fact }: Replayed): string {
  return `${id} (${product}): ${fact}`
}
