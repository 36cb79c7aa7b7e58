/** All that the page says. */
export interface InspectorWords {
  readonly title: string
  readonly tabs: {
    readonly attempts: string
    readonly channels: string
    readonly closes: string
    readonly send: string
  }
  readonly status: {
    readonly connecting: string
    readonly live: string
    readonly lost: string
    readonly refused: string
  }
  readonly language: string
  readonly loading: string
  readonly back: string
  readonly copied: string
  readonly attempts: string
  readonly noAttempts: string
  readonly noAttemptsHow: string
  readonly chooseAttempt: string
  readonly open: string
  readonly closed: (code: number) => string
  readonly undecided: string
  readonly left: string
  readonly from: string
  readonly page: string
  readonly answeredBy: string
  readonly nobodyAnswered: string
  readonly us: string
  readonly fix: string
  readonly curl: string
  readonly replay: string
  readonly replaying: string
  readonly replayed: (status: number) => string
  readonly showReplayed: string
  readonly without: (names: string) => string
  readonly verdict: string
  readonly request: string
  readonly answer: string
  readonly noAnswer: string
  readonly acceptTitle: string
  readonly acceptKey: string
  readonly acceptJoin: string
  readonly acceptHash: string
  readonly acceptBase: string
  readonly acceptSame: string
  readonly acceptOther: string
  readonly end: string
  readonly endCode: string
  readonly endReason: string
  readonly endBy: string
  readonly endIdle: string
  readonly endAfter: string
  readonly frames: string
  readonly noFrames: string
  readonly framesGone: string
  readonly pause: string
  readonly goOn: (waiting: number) => string
  readonly filter: string
  readonly direction: string
  readonly both: string
  readonly in: string
  readonly out: string
  readonly control: string
  readonly bytes: (count: number, wire: number | undefined, isCompressed: boolean) => string
  readonly cut: string
  readonly missed: (count: number) => string
  readonly noChannels: string
  readonly noChannelsHere: string
  readonly chooseChannel: string
  readonly readers: (count: number) => string
  readonly offset: string
  readonly offsetOf: (offset: number) => string
  readonly inMemory: (shown: number, count: number) => string
  readonly view: string
  readonly whole: string
  readonly part: string
  readonly state: string
  readonly stateAt: (offset: number) => string
  readonly folded: (from: number, to: number) => string
  readonly follow: string
  readonly earlier: string
  readonly later: string
  readonly event: string
  readonly beginning: string
  readonly log: string
  readonly older: string
  readonly noEvents: string
  readonly documents: string
  readonly noDocuments: string
  readonly closesTitle: string
  readonly closesWhat: string
  readonly noCloses: string
  readonly bar: (from: string, to: string | undefined, count: number) => string
  readonly peak: (count: number, of: number, seconds: string) => string
  readonly noPeak: string
  readonly silence: string
  readonly sendTitle: string
  readonly sendWhat: string
  readonly openSocket: string
  readonly closeSocket: string
  readonly subprotocol: string
  readonly message: string
  readonly template: string
  readonly send: string
  readonly sendAnswer: string
  readonly nothingSent: string
  readonly socketState: Readonly<Record<'none' | 'connecting' | 'open' | 'closed', string>>
  readonly showAttempt: string
  readonly pushTitle: string
  readonly pushWhat: string
  readonly pushTo: string
  readonly push: string
  readonly pushed: string
  readonly noSockets: string
  readonly seconds: (ms: number) => string
}
