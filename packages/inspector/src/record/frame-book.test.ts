import { describe, expect, it } from 'vitest'
import { FakeInspection, socket } from '../../test/fake-inspection.ts'
import { FrameBook } from './frame-book.ts'

function opened() {
  const inspection = new FakeInspection()
  let now = 0
  const book = new FrameBook(inspection, () => ++now)
  return { inspection, book }
}

describe('frames that are remembered', () => {
  it('begin with the first of a socket that opens while somebody looks', () => {
    const { inspection, book } = opened()
    book.open()
    inspection.open = [socket, { ...socket, id: 's2' }]
    inspection.news({ kind: 'opened', socket: { ...socket, id: 's2' } })
    inspection.frame('s2', { data: 'first' })
    expect(book.of('s2')).toMatchObject([{ number: 1, at: 1, text: 'first', direction: 'in' }])
  })

  it('are the last two hundred of a socket, and half a million characters of it at most', () => {
    const { inspection, book } = opened()
    book.open()
    for (let i = 0; i < 1_000; i++) inspection.frame('s1', { data: `frame ${i}` })
    expect(book.of('s1').map(({ number }) => number)).toEqual(Array.from({ length: 200 }, (_, i) => 801 + i))
    for (let i = 0; i < 200; i++) inspection.frame('s1', { data: 'x'.repeat(16_384) })
    const kept = book.of('s1').reduce((sum, { text = '' }) => sum + text.length, 0)
    expect(kept).toBeLessThanOrEqual(524_288)
    expect(kept).toBeGreaterThan(500_000)
  })

  it('stay when their socket has gone, of the last twenty that went', () => {
    const { inspection, book } = opened()
    book.open()
    for (let i = 0; i < 30; i++) {
      const id = `t${i}`
      inspection.open = [{ ...socket, id }]
      inspection.news({ kind: 'opened', socket: { ...socket, id } })
      inspection.frame(id, { data: 'hi' })
      inspection.open = []
      inspection.news({ kind: 'gone', id })
    }
    const known = Array.from({ length: 30 }, (_, i) => book.of(`t${i}`).length)
    expect(known).toEqual([...Array(10).fill(0), ...Array(20).fill(1)])
  })

  it('are of a hundred open sockets at most, and of the one that is asked for beyond them', () => {
    const { inspection, book } = opened()
    inspection.open = Array.from({ length: 150 }, (_, i) => ({ ...socket, id: `s${i}` }))
    book.open()
    expect(inspection.taps.size).toBe(100)
    expect(book.of('s140')).toEqual([])
    expect(inspection.taps.has('s140')).toBe(true)
  })

  it('are none, and nobody looks on at any socket, once the book is closed', () => {
    const { inspection, book } = opened()
    book.open()
    inspection.frame('s1', { data: 'hi' })
    expect(inspection.taps.size).toBe(1)
    book.close()
    expect(inspection.taps.size).toBe(0)
    expect(book.of('s1')).toEqual([])
    inspection.news({ kind: 'opened', socket: { ...socket, id: 's2' } })
    expect(inspection.taps.size).toBe(0)
  })

  it('show bytes that are text as texts, with their secrets hidden, and others as digits', () => {
    const { inspection, book } = opened()
    book.open()
    inspection.frame('s1', { opcode: 'binary', data: Buffer.from('{"token":"abcdef","a":1}') })
    inspection.frame('s1', { opcode: 'binary', data: new Uint8Array([0, 255, 7]) })
    inspection.frame('s1', { opcode: 'close', data: 'bye', code: 4001 })
    expect(book.of('s1')).toMatchObject([
      { text: '{"token":"[redacted]","a":1}' },
      { hex: '00ff07', isCut: false },
      { text: 'bye', code: 4001 },
    ])
  })
})
