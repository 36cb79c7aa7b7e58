import { expect, test } from 'vitest'
import { OptionError, parseOptions } from './options.ts'

test('without options the first hundred seeds run', () => {
  expect(parseOptions([])).toEqual({ help: false, seeds: 100, from: 1 })
})

test('--seeds and --from say which', () => {
  expect(parseOptions(['--seeds', '5', '--from', '4711'])).toEqual({ help: false, seeds: 5, from: 4711 })
})

test.each([
  ['--seeds', '0'],
  ['--seeds', 'many'],
  ['--from', '-1'],
  ['--from', '1.5'],
  ['--speed', '3'],
])('%s %s is refused with what would do', (...args) => {
  expect(() => parseOptions(args)).toThrow(OptionError)
})
