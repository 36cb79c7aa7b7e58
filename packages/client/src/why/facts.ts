/** One attempt that came to nothing, or soon ended, as the page saw it. */
export interface Failure {
  /** Where to, as it was dialled but for the attempt's id: `ws://host/parley`. */
  readonly url: string
  /** In the query of the URL that was dialled: by this the server knows the attempt. */
  readonly attempt: string
  /** From dialling to the end. */
  readonly ms: number
  /** How long it was open. `undefined`: it never was. */
  readonly openMs: number | undefined
  /** How long it was silent before its end, both ways. */
  readonly idleMs: number
  /** As in RFC 6455 §7.4; 1006 without a close frame. */
  readonly code: number
  readonly wasWelcome: boolean
  /** The HTTP status of the answer, where the environment can see one. A browser cannot. */
  readonly status: number | undefined
}

/** What a page knows about its attempts by itself. */
export interface PageFacts {
  /** `https:`, `http:`, `file:`, … */
  readonly protocol: string
  /** Its policy (Content-Security-Policy) has forbidden this very address. */
  readonly isForbidden: boolean
}

/** What came back over HTTP, as far as it may be read. */
export interface HttpAnswer {
  /** 0: somebody answers, but lets pages of other origins read nothing. */
  readonly status: number
  /** The beginning of the body, if it may be JSON or plain text. */
  readonly body: string
  /** Where it came from after redirects. */
  readonly url: string
}

/** `nothing`: nobody is there, or the browser trusts nobody who is. `silent`: no answer came in time. */
export type Asked = HttpAnswer | 'nothing' | 'silent'

/** `forbidden`: the page’s own policy lets nobody be asked there. */
export type Answered = Asked | 'forbidden'

/** What can be asked, in this order, and only what the answers before leave open. */
export type Question = 'why' | 'otherScheme' | 'socketIo'

export interface Facts {
  readonly failure: Failure
  /** `undefined` outside of a page. */
  readonly page: PageFacts | undefined
  readonly answers: { readonly [question in Question]?: Answered }
}
