import { describe, expect, it } from 'vitest'
import { maxToldOfWaiting } from '../../src/desk/commands/waiting.ts'
import { tellAfterMs } from '../../src/desk/desk-state.ts'
import { inquiryId } from './people.ts'
import { DeskStage, minute } from './stage.ts'

/** What an inbox was told of those who wait: `en` of a title, with `~` before what is said without a sound; `-` where it is withdrawn. */
function heard(stage: DeskStage, agent: string): string[] {
  return stage.told(`inbox/${agent}`).flatMap(({ command, input }) => {
    const said = input as { readonly [field: string]: unknown } & { readonly title?: { readonly en: string } }
    if (command === 'withdraw') return String(said.key).startsWith('inquiry-waiting/') ? ['-'] : []
    if (said.category !== 'inquiry/waiting') return []
    return [`${said.quietUpdate === true ? '~' : ''}${said.title?.en}`]
  })
}

const one = 'An inquiry waits (Help)'
const many = (count: number) => `${count} inquiries wait (Help)`
const help = { teams: { support: { title: { en: 'Help', ko: '지원' } } } }

describe('who waits for a team that takes by hand', () => {
  it('is told to its agents who are available, by number alone, and withdrawn when somebody took it', async () => {
    const stage = new DeskStage(
      { ana: {}, ben: {}, off: {}, other: { teams: ['billing'] } },
      { teams: { ...help.teams, billing: {} }, linkTo: (id, side) => `/${side}/${id}` },
    )
    await stage.come('ana', 'ben', 'off', 'other')
    await stage.agent('ben', 'setStatus', { status: 'away' })
    await stage.agent('off', 'setStatus', { status: 'offline' })
    await stage.enter('a', { subject: 'My secret' })
    expect(heard(stage, 'ana')).toEqual([])
    await stage.advance(tellAfterMs)
    expect(stage.told('inbox/ana').map(({ input }) => input)).toEqual([
      {
        category: 'inquiry/waiting',
        key: 'inquiry-waiting/support',
        link: `/agent/${inquiryId('a')}`,
        title: { en: one, ko: '대기 중인 문의 1건 (지원)' },
      },
    ])
    for (const nobody of ['ben', 'off', 'other']) expect(heard(stage, nobody), nobody).toEqual([])
    await stage.agent('ana', 'claim', { inquiry: inquiryId('a') })
    expect(heard(stage, 'ana')).toEqual([one, '-'])
    expect(JSON.stringify(stage.told('inbox/ana'))).not.toMatch(/secret|Customer|customer-a/)
  })

  it('is one notification: more are told aloud, at most once in ten seconds, fewer without a sound', async () => {
    const stage = new DeskStage({ ana: {}, ben: {} }, help)
    await stage.come('ana')
    for (const name of ['a', 'b', 'c']) await stage.enter(name)
    await stage.advance(tellAfterMs)
    expect(heard(stage, 'ana')).toEqual([many(3)])
    await stage.enter('d')
    await stage.enter('e')
    await stage.advance(tellAfterMs)
    expect(heard(stage, 'ana').slice(1)).toEqual([many(5)])
    await stage.come('ben')
    for (const name of ['a', 'b']) await stage.agent('ben', 'claim', { inquiry: inquiryId(name) })
    await stage.advance(minute)
    expect(heard(stage, 'ana').slice(2)).toEqual([`~${many(3)}`])
    // Who was not told of them does not hear of fewer.
    expect(heard(stage, 'ben')).toEqual([])
    for (const name of ['c', 'd', 'e']) await stage.agent('ben', 'claim', { inquiry: inquiryId(name) })
    expect(heard(stage, 'ana').slice(3)).toEqual(['-'])
    await stage.advance(minute)
    expect(heard(stage, 'ana')).toHaveLength(4)
  })

  it('what is taken within ten seconds is no news, and what comes then is', async () => {
    const stage = new DeskStage({ ana: {} }, help)
    await stage.come('ana')
    await stage.enter('a')
    await stage.agent('ana', 'claim', { inquiry: inquiryId('a') })
    await stage.advance(tellAfterMs / 2)
    expect(heard(stage, 'ana')).toEqual([])
    await stage.enter('b')
    await stage.advance(tellAfterMs)
    expect(heard(stage, 'ana')).toEqual([one])
  })

  it('is withdrawn from who goes away, when the number changes', async () => {
    const stage = new DeskStage({ ana: {}, ben: {} }, help)
    await stage.come('ana', 'ben')
    await stage.enter('a')
    await stage.advance(tellAfterMs)
    await stage.agent('ana', 'setStatus', { status: 'away' })
    await stage.enter('b')
    await stage.advance(tellAfterMs)
    expect([heard(stage, 'ana'), heard(stage, 'ben')]).toEqual([
      [one, '-'],
      [one, many(2)],
    ])
  })

  it('is told after a restart, too, and not once more of the same', async () => {
    const stage = new DeskStage({ ana: {} }, help)
    await stage.come('ana')
    await stage.enter('a')
    await stage.restart(tellAfterMs)
    await stage.advance(tellAfterMs)
    expect(heard(stage, 'ana')).toEqual([one])
    await stage.restart(minute)
    await stage.write('a')
    await stage.advance(minute)
    expect(heard(stage, 'ana')).toEqual([one])
  })

  it('is told to so many agents at most, those with most room first', async () => {
    const names = Array.from({ length: maxToldOfWaiting + 1 }, (_, at) => `a${String(at).padStart(3, '0')}`)
    const stage = new DeskStage(Object.fromEntries(names.map((name) => [name, {}])), help)
    await stage.come(...names)
    await stage.enter('a')
    await stage.agent('a000', 'claim', { inquiry: inquiryId('a') })
    await stage.enter('b')
    await stage.advance(tellAfterMs)
    expect(names.filter((name) => heard(stage, name).length > 0)).toEqual(names.slice(1))
  })

  it('names nobody in the log whom it should not: an agent who is erased is told nothing', async () => {
    const stage = new DeskStage({ ana: {}, ben: {} }, help)
    await stage.come('ana', 'ben')
    await stage.enter('a')
    await stage.advance(tellAfterMs)
    delete stage.staff.ana
    await stage.memory.host.erasePerson('ana')
    expect(JSON.stringify(stage.log())).not.toContain('"ana"')
    await stage.enter('b')
    await stage.advance(tellAfterMs)
    expect(heard(stage, 'ben')).toEqual([one, many(2)])
  })
})

describe('who waits for a team that assigns', () => {
  it('is told to its agents when nobody has room, and not what is routed', async () => {
    const stage = new DeskStage(
      { ana: { capacity: 1 } },
      { teams: { support: { ...help.teams.support, assign: 'least-loaded' } } },
    )
    await stage.come('ana')
    await stage.enter('a')
    await stage.advance(minute)
    expect([await stage.place('a'), heard(stage, 'ana')]).toEqual(['ana', []])
    await stage.enter('b')
    await stage.advance(tellAfterMs)
    expect([await stage.place('b'), heard(stage, 'ana')]).toEqual(['queue', [one]])
    await stage.agent('ana', 'resolve', { inquiry: inquiryId('a') })
    await stage.advance(minute)
    expect([await stage.place('b'), heard(stage, 'ana')]).toEqual(['ana', [one, '-']])
  })
})
