// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { FileDrop } from './file-drop.ts'

const file = new File(['x'], 'a.txt')
const taken: File[] = []
const state = { takes: true }
const root = document.createElement('div')
let drop: FileDrop

beforeEach(() => {
  taken.length = 0
  state.takes = true
  const host = {
    renderRoot: root,
    requestUpdate: () => {},
    updateComplete: Promise.resolve(true),
    addController: () => {},
    removeController: () => {},
  }
  drop = new FileDrop(host, { takesFiles: () => state.takes, addFiles: (files) => taken.push(...files) })
})

function dragged(types: readonly string[] = ['Files'], relatedTarget: EventTarget | null = null): DragEvent {
  const event = new DragEvent('dragover', { cancelable: true })
  return Object.defineProperties(event, {
    dataTransfer: { value: { types, files: [file] } },
    relatedTarget: { value: relatedTarget },
  })
}

describe('files that are dragged', () => {
  test('are shown to be welcome, and taken when they are dropped', () => {
    drop.drag(dragged())
    expect(drop.isDragging).toBe(true)
    drop.drop(dragged())
    expect([drop.isDragging, taken]).toEqual([false, [file]])
  })

  test('stay welcome on the way from one part of the element to another', () => {
    const inner = root.appendChild(document.createElement('p'))
    drop.drag(dragged())
    drop.leave(dragged([], inner))
    expect(drop.isDragging).toBe(true)
    drop.leave(dragged([], document.body))
    expect(drop.isDragging).toBe(false)
  })

  test('are left to the browser where none are taken, as is text', () => {
    const text = dragged(['text/plain'])
    drop.drag(text)
    state.takes = false
    const files = dragged()
    drop.drop(files)
    expect([text.defaultPrevented, files.defaultPrevented, drop.isDragging, taken]).toEqual([false, false, false, []])
  })
})

test('a picture is pasted as a file, text as text', () => {
  const paste = (files: readonly File[]) => drop.paste({ clipboardData: { files }, preventDefault: () => {} } as never)
  paste([])
  expect(taken).toEqual([])
  paste([file])
  expect(taken).toEqual([file])
})
