import { expect, test } from 'vitest'
import { TitleCount } from './title-count.ts'

/** A document's title: without spaces at its ends, as the DOM gives it. */
class FakeTitle {
  #title: string
  #listeners = new Set<() => void>()

  constructor(title: string) {
    this.#title = title
  }

  get title(): string {
    return this.#title
  }

  set title(title: string) {
    this.#title = title.trim()
    for (const listener of [...this.#listeners]) listener()
  }

  observe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get watchers(): number {
    return this.#listeners.size
  }
}

test('stands before the title, and goes without a trace', () => {
  const page = new FakeTitle('Shop')
  const title = new TitleCount(page)
  const inbox = {}
  title.set(inbox, 3)
  expect(page.title).toBe('(3) Shop')
  title.set(inbox, 120)
  expect(page.title).toBe('(99+) Shop')
  title.set(inbox, 0)
  expect([page.title, page.watchers]).toEqual(['Shop', 0])
})

test('follows the page where it changes its title, also by what it reads', () => {
  const page = new FakeTitle('Shop')
  const title = new TitleCount(page)
  title.set(title, 2)
  page.title = 'Cart'
  expect(page.title).toBe('(2) Cart')
  page.title = `${page.title} · Shop`
  expect(page.title).toBe('(2) Cart · Shop')
  title.set(title, 0)
  expect(page.title).toBe('Cart · Shop')
})

test('several elements that show one inbox count once, two inboxes are added', () => {
  const page = new FakeTitle('Shop')
  const title = new TitleCount(page)
  const [mine, team] = [{}, {}]
  title.set(mine, 2)
  title.set(mine, 2)
  title.set(team, 1)
  expect(page.title).toBe('(3) Shop')
  title.forget(mine)
  expect(page.title).toBe('(1) Shop')
  title.forget(team)
  expect(page.title).toBe('Shop')
})

test('a page without a title gets the count alone, and one that counts itself keeps its own', () => {
  const page = new FakeTitle('')
  const title = new TitleCount(page)
  title.set(title, 4)
  expect(page.title).toBe('(4)')
  page.title = '(7) Mail'
  expect(page.title).toBe('(4) (7) Mail')
  title.set(title, 0)
  expect(page.title).toBe('(7) Mail')
})
