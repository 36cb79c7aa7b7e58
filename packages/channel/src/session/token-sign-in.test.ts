import { describe, expect, it } from 'vitest'
import { RecordingOutlet, Stage } from '../../test/stage.ts'
import { CloseCode } from '../codes.ts'
import { Session } from './session.ts'
import { type SignedIn, type TokenRefusal, tokenExpired, type VerifyToken } from './token-sign-in.ts'

const ana = { id: 'ana', name: 'Ana', guest: false }
const wrong: TokenRefusal = {
  code: 'unauthenticated',
  message: 'No.',
  retryable: false,
  closeCode: CloseCode.unauthenticated,
}
const down: TokenRefusal = { code: 'internal', message: 'Later.', retryable: true, closeCode: 1011 }

/** A peer whose tokens are answered when the test says. */
function stageWith(verifyToken?: VerifyToken) {
  const stage = new Stage()
  const outlet = new RecordingOutlet()
  const answers: ((answer: SignedIn | TokenRefusal) => void)[] = []
  const asked: string[] = []
  const session = new Session({
    host: stage.host,
    outlet,
    heartbeatMs: 25_000,
    maxMessageBytes: 65_536,
    identify: () => undefined,
    verifyToken:
      verifyToken ??
      ((token) => {
        asked.push(token)
        return new Promise((resolve) => answers.push(resolve))
      }),
  })
  const say = (message: object) => session.receive(JSON.stringify(message))
  const answer = async (with_: SignedIn | TokenRefusal) => {
    answers.shift()?.(with_)
    await stage.turn()
  }
  return { stage, outlet, session, say, answer, asked }
}

const hello = { type: 'hello', protocol: 1, token: 'first' }
const renewal = { type: 'authenticate', token: 'second' }

/** A session of Ana's whose token ends in so many milliseconds. */
async function signedIn(forMs?: number) {
  const peer = stageWith()
  peer.say(hello)
  const expiresAt = forMs === undefined ? undefined : peer.stage.clock.now() + forMs
  await peer.answer({ actor: ana, expiresAt })
  return { ...peer, expiresAt }
}

describe('a token in the first message', () => {
  it('says who this is and until when', async () => {
    const { outlet, asked, session, expiresAt } = await signedIn(1000)
    expect(asked).toEqual(['first'])
    expect(outlet.of('welcome')).toMatchObject([{ user: ana, expiresAt }])
    expect(session.actor).toEqual(ana)
  })

  it('has what follows wait until it is known whose it is, in order', async () => {
    const { outlet, say, answer, session } = stageWith()
    say(hello)
    say({ type: 'open', channel: 'words/private', view: 'all' })
    say({ type: 'ping' })
    expect([outlet.messages, session.isSigningIn]).toEqual([[], true])
    await answer({ actor: ana })
    expect([...outlet.types].sort()).toEqual(['opened', 'pong', 'welcome'])
    expect(outlet.types[0]).toBe('welcome')
    expect(session.isSigningIn).toBe(false)
  })

  it('that waits too long with too much behind it ends the session', () => {
    const { outlet, say } = stageWith()
    say(hello)
    for (let at = 0; at <= 1024; at++) say({ type: 'ping' })
    expect(outlet.closedWith).toBe(CloseCode.tooManyErrors)
  })

  it.each([
    ['wrong', wrong, 4501],
    ['expired', tokenExpired, 4010],
    ['not to be verified now', down, 1011],
    ['over before it was verified', { actor: ana, expiresAt: 1 }, 4010],
  ])('that is %s ends the session with a word why', async (_what, answer, closeCode) => {
    const peer = stageWith()
    peer.say(hello)
    peer.say({ type: 'ping' })
    await peer.answer(answer)
    expect(peer.outlet.types).toEqual(['error'])
    expect(peer.outlet.closedWith).toBe(closeCode)
  })

  it('that nobody can verify is an unauthenticated one, and the server’s line is named', async () => {
    const stage = new Stage()
    const ben = stage.client('ben')
    ben.say(hello)
    await stage.turn()
    expect(ben.outlet.of('error')).toMatchObject([
      { code: 'unauthenticated', message: expect.stringMatching(/tokens:/) },
    ])
    expect(ben.outlet.closedWith).toBe(CloseCode.unauthenticated)
  })

  it('whose verification throws is reported and ends the session for a while', async () => {
    const peer = stageWith(() => Promise.reject(new Error('no keys')))
    peer.say(hello)
    await peer.stage.turn()
    expect(peer.stage.reports).toEqual(['a token could not be used: no keys'])
    expect(peer.outlet.closedWith).toBe(1011)
  })

  it('does nothing any more once the socket is gone', async () => {
    const { outlet, say, answer, session } = stageWith()
    say(hello)
    session.end()
    await answer({ actor: ana })
    expect([outlet.messages, session.actor]).toEqual([[], undefined])
  })
})

describe('a token’s end', () => {
  it('is announced a minute before, and closes with 4010', async () => {
    const { stage, outlet } = await signedIn(600_000)
    await stage.clock.advance(539_999)
    expect(outlet.of('error')).toEqual([])
    await stage.clock.advance(1)
    expect(outlet.of('error')).toMatchObject([{ code: 'token-expiring' }])
    await stage.clock.advance(59_999)
    expect(outlet.closedWith).toBeUndefined()
    await stage.clock.advance(1)
    expect(outlet.of('error').at(-1)).toMatchObject({ code: 'token-expired' })
    expect(outlet.closedWith).toBe(CloseCode.expired)
  })

  it('is announced at half of its time if that is short', async () => {
    const { stage, outlet } = await signedIn(10_000)
    await stage.clock.advance(5_000)
    expect(outlet.of('error')).toMatchObject([{ code: 'token-expiring' }])
  })

  it('may be further away than a timer can wait', async () => {
    const days = 40 * 86_400_000
    const { stage, outlet } = await signedIn(days)
    await stage.clock.advance(days - 60_001)
    expect(outlet.of('error')).toEqual([])
    await stage.clock.advance(60_001)
    expect(outlet.closedWith).toBe(CloseCode.expired)
  })

  it('leaves no timer behind when the session ends before', async () => {
    const { stage, outlet, session } = await signedIn(10_000)
    session.end()
    await stage.clock.advance(20_000)
    expect([outlet.of('error'), outlet.closedWith]).toEqual([[], undefined])
  })
})

describe('a token renewed in place', () => {
  it('is answered with another welcome, and the views stay open', async () => {
    const { stage, outlet, say, answer } = await signedIn(10_000)
    say({ type: 'open', channel: 'words/private', view: 'all' })
    await stage.turn()
    say(renewal)
    const expiresAt = stage.clock.now() + 100_000
    await answer({ actor: ana, expiresAt })
    expect(outlet.of('welcome').at(-1)).toMatchObject({ user: ana, expiresAt })
    await stage.clock.advance(39_999)
    expect([outlet.of('error'), outlet.of('closed')]).toEqual([[], []])
    await stage.clock.advance(60_001)
    expect(outlet.closedWith).toBe(CloseCode.expired)
  })

  it('does not stop what comes while it is looked at', async () => {
    const { outlet, say } = await signedIn(10_000)
    say(renewal)
    say({ type: 'ping' })
    expect(outlet.types.at(-1)).toBe('pong')
  })

  it('by one of another user, or by a wrong one, ends the session for good', async () => {
    for (const answer of [wrong, { actor: { ...ana, id: 'ben' } }]) {
      const peer = await signedIn(10_000)
      peer.say(renewal)
      await peer.answer(answer)
      expect(peer.outlet.of('refused')).toMatchObject([{ code: 'unauthenticated', retryable: false }])
      expect(peer.outlet.closedWith).toBe(CloseCode.unauthenticated)
      expect(peer.session.actor).toEqual(ana)
    }
  })

  it('by one that has expired, or that cannot be verified now, leaves the one in use', async () => {
    for (const answer of [tokenExpired, down]) {
      const { stage, outlet, say, answer: give } = await signedIn(10_000)
      say(renewal)
      await give(answer)
      expect(outlet.of('refused')).toMatchObject([{ code: answer.code }])
      expect(outlet.closedWith).toBeUndefined()
      await stage.clock.advance(10_000)
      expect(outlet.closedWith).toBe(CloseCode.expired)
    }
  })

  it('that is being looked at as the old one ends decides', async () => {
    const saved = await signedIn(10_000)
    saved.say(renewal)
    await saved.stage.clock.advance(11_000)
    expect(saved.outlet.closedWith).toBeUndefined()
    await saved.answer({ actor: ana })
    expect(saved.outlet.of('welcome')).toHaveLength(2)
    await saved.stage.clock.advance(100_000)
    expect(saved.outlet.closedWith).toBeUndefined()

    const lost = await signedIn(10_000)
    lost.say(renewal)
    await lost.stage.clock.advance(11_000)
    await lost.answer(down)
    expect(lost.outlet.closedWith).toBe(CloseCode.expired)
  })

  it('comes one at a time', async () => {
    const { outlet, say, asked } = await signedIn(10_000)
    say(renewal)
    say(renewal)
    expect(outlet.of('error')).toMatchObject([{ code: 'bad-message' }])
    expect(asked).toEqual(['first', 'second'])
  })
})

it('a position of another user’s opens nothing that one may not see, and shows no more than anybody gets', async () => {
  const stage = new Stage()
  const owner = await stage.reader('ana', 'words/private')
  owner.add('1', 'secret', { channel: 'words/private' })
  await stage.turn()
  const [opened] = owner.outlet.of('opened')
  const ben = stage.client('ben')
  for (const offset of [0, 1]) ben.open('words/private', 'all', { epoch: opened!.position.epoch, offset })
  await stage.turn()
  expect(ben.outlet.types).toEqual(['welcome', 'refused', 'refused'])
  expect(ben.outlet.of('refused')).toMatchObject([{ code: 'not-allowed' }, { code: 'not-allowed' }])
  expect(JSON.stringify(ben.outlet.messages)).not.toContain('secret')
})
