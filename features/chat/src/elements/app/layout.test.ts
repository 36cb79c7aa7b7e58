import { describe, expect, test } from 'vitest'
import { Layout } from './layout.ts'

const [phonePx, tabletPx, deskPx] = [390, 900, 1280]

function layoutAt(widthPx: number): Layout {
  const layout = new Layout(() => {})
  layout.measured(widthPx)
  return layout
}

describe('the columns of the app', () => {
  test('are one at a time on a phone, and a room comes first', () => {
    const layout = layoutAt(phonePx)
    expect([layout.showsRooms, layout.showsRoom]).toEqual([false, true])
    layout.toRooms()
    expect([layout.showsRooms, layout.showsRoom]).toEqual([true, false])
    layout.showLeft('browse')
    layout.toRoom()
    expect([layout.showsRooms, layout.showsRoom, layout.left]).toEqual([false, true, 'rooms'])
  })

  test('have the members beside them only where there is room, unless somebody asks', () => {
    expect([layoutAt(deskPx).side, layoutAt(tabletPx).side, layoutAt(phonePx).side]).toEqual([
      'members',
      undefined,
      undefined,
    ])
    const tablet = layoutAt(tabletPx)
    tablet.showSide('members')
    expect(tablet.side).toBe('members')
    tablet.toRoom()
    expect(tablet.side).toBeUndefined()
  })

  test('stay closed once they were closed, also when a room is chosen beside them', () => {
    const layout = layoutAt(deskPx)
    layout.closeSide()
    layout.toRoom()
    expect(layout.side).toBeUndefined()
  })

  test('show no moderation of another room', () => {
    const layout = layoutAt(deskPx)
    layout.showSide('moderation')
    layout.otherRoom()
    expect(layout.side).toBe('members')
  })

  test('are told of once for each size, and not while the app is hidden', () => {
    let changes = 0
    const layout = new Layout(() => {
      changes += 1
    })
    for (const widthPx of [phonePx, phonePx + 10, 0, deskPx]) layout.measured(widthPx)
    expect([changes, layout.size]).toEqual([2, 'wide'])
  })
})
