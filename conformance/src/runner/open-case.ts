import type { Case, Negotiation } from '../cases/case.ts'
import type { Profile } from '../subjects/profile.ts'
import type { ClientSubject } from '../subjects/subject.ts'
import { newKey } from '../wire/http-head.ts'
import {
  answerTo,
  complaintsOf,
  DeflatePeer,
  type Extension,
  headerOf,
  parseExtensions,
  RawConnection,
  RawListener,
  statusOf,
  termsOf,
  upgradeAnswer,
  upgradeRequest,
} from '../wire/index.ts'

/** A subject and a peer that talk to each other. */
export interface OpenCase {
  readonly peer: RawConnection
  readonly codec: DeflatePeer | undefined
  /** What the handshake itself did wrong. */
  readonly faults: readonly string[]
  /** The client must not open this socket. */
  readonly mustBeRefused: boolean
  close(): Promise<void>
}

/** Plays a client to a server that runs already. */
export async function openToServer(port: number, { negotiation }: Case, patienceMs: number): Promise<OpenCase> {
  const offer = [negotiation?.offer ?? []].flat()
  const peer = await RawConnection.connect(port)
  const close = async () => peer.cut()
  peer.write(upgradeRequest('/echo', offer.length === 0 ? {} : { 'Sec-WebSocket-Extensions': offer }, newKey()))
  const head = await peer.head(patienceMs)
  if (statusOf(head) !== 101) {
    return { peer, codec: undefined, faults: [`it answered ${head.line}`], mustBeRefused: false, close }
  }
  const header = headerOf(head, 'sec-websocket-extensions')
  const answered = parseExtensions(header ?? '')
  peer.startFrames()
  const faults = judgeAnswer(parseExtensions(offer.join(', ')), answered, header, negotiation)
  const [answer] = answered
  const codec = answer === undefined || faults.length > 0 ? undefined : new DeflatePeer(termsOf(answer), 'client')
  return { peer, codec, faults, mustBeRefused: false, close }
}

function judgeAnswer(
  offered: readonly Extension[],
  answered: readonly Extension[],
  header: string | undefined,
  negotiation: Negotiation | undefined,
): string[] {
  const outcome = negotiation?.outcome ?? (offered.length > 0 ? 'agreed' : 'declined')
  if (outcome === 'declined') return header === undefined ? [] : [`it answered ${header} where it had to decline`]
  const names = new Set(answered[0]?.parameters.map(([name]) => name))
  return [
    ...complaintsOf(offered, answered).map((complaint) => `it answered ${header ?? 'nothing'}: ${complaint}`),
    ...(negotiation?.includes ?? []).filter((name) => !names.has(name)).map((name) => `its answer lacks ${name}`),
    ...(negotiation?.excludes ?? []).filter((name) => names.has(name)).map((name) => `its answer has ${name}`),
  ]
}

/** Plays a server to a client, on a port of its own. */
export async function openToClient(
  subject: ClientSubject,
  profile: Profile,
  { negotiation }: Case,
  patienceMs: number,
): Promise<OpenCase> {
  const listener = await RawListener.listen()
  const client = subject.connect(`ws://127.0.0.1:${listener.port}/echo`, profile)
  const close = async () => {
    client.cut()
    await listener.close()
  }
  try {
    const peer = await listener.next(patienceMs)
    const request = await peer.head(patienceMs)
    const offered = parseExtensions(headerOf(request, 'sec-websocket-extensions') ?? '')
    const header = answerOf(offered, negotiation)
    const answered = parseExtensions(header ?? '')
    const faults =
      negotiation !== undefined && offered.length === 0 && negotiation.outcome === undefined
        ? ['it offered no compression']
        : []
    const mustBeRefused =
      header !== undefined && (negotiation?.outcome === 'refused' || complaintsOf(offered, answered).length > 0)
    const key = headerOf(request, 'sec-websocket-key') ?? ''
    peer.write(upgradeAnswer(key, header === undefined ? {} : { 'Sec-WebSocket-Extensions': header }))
    peer.startFrames()
    const [answer] = answered
    // A codec even where the client must refuse: whether it did is seen by what it answers.
    const codec = answer === undefined ? undefined : new DeflatePeer(termsOf(answer), 'server')
    return { peer, codec: isUsable(answer) ? codec : undefined, faults, mustBeRefused, close }
  } catch (error) {
    await close()
    throw error
  }
}

function answerOf(offered: readonly Extension[], negotiation: Negotiation | undefined): string | undefined {
  const answer = negotiation?.answer
  if (answer === undefined) return undefined
  if (typeof answer === 'string') return answer
  if ('further' in answer) return answerTo(offered[0] ?? { name: '', parameters: [] }, answer.further)
  return answer.length === 0 ? undefined : answer.join(', ')
}

function isUsable(answer: Extension | undefined): boolean {
  if (answer === undefined) return false
  const { serverWindowBits, clientWindowBits } = termsOf(answer)
  return [serverWindowBits, clientWindowBits].every((bits) => bits >= 8 && bits <= 15)
}
