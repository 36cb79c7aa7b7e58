// @vitest-environment happy-dom

import { expect, test } from 'vitest'
import { rove, tabStop } from './roving.ts'

test('Tab goes to where the focus was last, if that is still there', () => {
  expect(tabStop(['a', 'b'], 'b', 'a')).toBe('b')
  expect(tabStop(['a', 'b'], 'gone', undefined)).toBe('a')
  expect(tabStop([], 'gone')).toBeUndefined()
})

test('arrows walk from a field into a list and back; Home and End belong to the text of the field', () => {
  document.body.innerHTML = '<input><button>a</button><button>b</button>'
  const items = [...document.body.querySelectorAll<HTMLElement>('input, button')]
  const press = (key: string): boolean => {
    let isTaken = false
    const heard = (event: KeyboardEvent) => {
      isTaken = rove(event, items)
    }
    document.addEventListener('keydown', heard, { once: true })
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    return isTaken
  }
  items[0]?.focus()
  expect([press('Home'), press('End'), press('ArrowDown')]).toEqual([false, false, true])
  expect(document.activeElement).toBe(items[1])
  press('End')
  expect(document.activeElement).toBe(items[2])
  press('Home')
  expect(document.activeElement).toBe(items[0])
})
