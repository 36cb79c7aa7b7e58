import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../../../packages/elements/src/testing/fake-clock.ts'
import { Lookup, pauseMs } from './lookup.ts'

type Answer = { readonly found: readonly string[]; readonly next?: number | undefined }

function start(options: { readonly asksForAll?: boolean } = {}) {
  const clock = new FakeClock()
  const asked: {
    words: string
    next: number | undefined
    answer: (page: Answer) => void
    fail: (why: unknown) => void
  }[] = []
  const host = {
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
    addController: () => {},
    removeController: () => {},
  }
  const lookup = new Lookup<string, number>(host, {
    ...options,
    clock,
    ask: (words, next) => new Promise((answer, fail) => asked.push({ words, next, answer, fail })),
  })
  const type = (value: string) => lookup.typed({ target: { value } } as never)
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { lookup, clock, asked, type, settled }
}

describe('a question that is being typed', () => {
  test('is asked after a pause, or at once by Enter', () => {
    const { lookup, clock, asked, type } = start()
    type('a')
    clock.advance(pauseMs - 1)
    type('an ')
    clock.advance(pauseMs - 1)
    expect(asked).toEqual([])
    clock.advance(1)
    expect(asked.map(({ words }) => words)).toEqual(['an'])
    type('ana')
    lookup.entered({ key: 'Enter', isComposing: false } as KeyboardEvent)
    clock.advance(pauseMs)
    expect(asked.map(({ words }) => words)).toEqual(['an', 'ana'])
  })

  test('has the answer to its last words only, and what was found before until then', async () => {
    const { lookup, clock, asked, type, settled } = start()
    type('a')
    clock.advance(pauseMs)
    asked[0]?.answer({ found: ['Ana'] })
    await settled()
    type('b')
    clock.advance(pauseMs)
    expect([lookup.state, lookup.found]).toEqual(['asking', ['Ana']])
    type('be')
    clock.advance(pauseMs)
    asked[2]?.answer({ found: ['Ben'] })
    asked[1]?.answer({ found: ['Bo', 'Ben'] })
    await settled()
    expect([lookup.state, lookup.found]).toEqual(['answered', ['Ben']])
  })

  test('without words is none, and takes away what was found', async () => {
    const { lookup, clock, asked, type, settled } = start()
    type('a')
    clock.advance(pauseMs)
    type('')
    asked[0]?.answer({ found: ['Ana'] })
    await settled()
    expect([asked.length, lookup.state, lookup.found]).toEqual([1, 'idle', []])
  })

  test('without words asks for all, where it may', () => {
    const { lookup, asked } = start({ asksForAll: true })
    lookup.ask()
    expect(asked.map(({ words }) => words)).toEqual([''])
  })

  test('goes on after what was found', async () => {
    const { lookup, asked, type, settled } = start()
    lookup.more()
    type('a')
    lookup.ask()
    asked[0]?.answer({ found: ['Ana'], next: 1 })
    await settled()
    expect(lookup.hasMore).toBe(true)
    lookup.more()
    asked[1]?.answer({ found: ['Amir'] })
    await settled()
    expect([asked.map(({ next }) => next), lookup.found, lookup.hasMore]).toEqual([
      [undefined, 1],
      ['Ana', 'Amir'],
      false,
    ])
  })

  test('says why it was not answered, and can be asked again', async () => {
    const { lookup, asked, type, settled } = start()
    type('a')
    lookup.ask()
    asked[0]?.fail({ code: 'rate-limited', message: '', retryable: true })
    await settled()
    expect([lookup.state, lookup.failure?.code]).toEqual(['failed', 'rate-limited'])
    lookup.ask()
    asked[1]?.answer({ found: ['Ana'] })
    await settled()
    expect([lookup.state, lookup.found]).toEqual(['answered', ['Ana']])
  })
})
