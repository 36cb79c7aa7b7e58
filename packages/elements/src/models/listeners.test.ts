import { expect, test, vi } from 'vitest'
import { Listeners } from './listeners.ts'

test('one that throws is reported, and the others hear it, in Node too', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {})
  const listeners = new Listeners()
  const fault = new Error('mine')
  listeners.add(() => {
    throw fault
  })
  const heard = vi.fn()
  const end = listeners.add(heard)
  listeners.tell()
  end()
  listeners.tell()
  expect(heard).toHaveBeenCalledTimes(1)
  expect(said).toHaveBeenCalledWith(fault)
  said.mockRestore()
})
