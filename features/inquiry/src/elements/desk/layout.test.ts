import { expect, test } from 'vitest'
import { Layout } from './layout.ts'

function columns({ showsList, showsConversation, showsCustomer, isBoard }: Layout): string {
  const shown = { list: showsList, conversation: showsConversation, customer: showsCustomer, board: isBoard }
  return Object.entries(shown)
    .flatMap(([name, isShown]) => (isShown ? [name] : []))
    .join(' ')
}

test('three columns where there is room, two with the customer on demand, one on a phone', () => {
  const layout = new Layout(() => {})
  layout.measured(1280)
  expect(columns(layout)).toBe('list conversation customer')
  layout.measured(900)
  expect(columns(layout)).toBe('list conversation')
  layout.toggleCustomer()
  expect(columns(layout)).toBe('list conversation customer')
  layout.measured(390)
  layout.toList()
  expect(columns(layout)).toBe('list')
  layout.toConversation()
  expect(columns(layout)).toBe('conversation')
  layout.toggleCustomer()
  expect(columns(layout)).toBe('customer')
})

test('the board takes the place of conversation and customer, and one that is not shown is not measured', () => {
  const layout = new Layout(() => {})
  layout.toBoard()
  expect(columns(layout)).toBe('list board')
  layout.measured(390)
  layout.measured(0)
  expect([columns(layout), layout.size]).toEqual(['board', 'narrow'])
  layout.toList()
  expect(columns(layout)).toBe('list')
})
