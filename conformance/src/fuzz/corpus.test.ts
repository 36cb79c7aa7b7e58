import { readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { corpusSize, loadCorpus, MOST_BYTES, MOST_FILES, nameOf, readInput } from './campaign/corpus.ts'
import { runInput } from './campaign/run-input.ts'
import { TARGETS } from './targets/index.ts'

const corpus = fileURLToPath(new URL('../../corpus', import.meta.url))

for (const target of TARGETS) {
  test(`${target.name}: every seed and every input of the corpus holds`, async () => {
    const inputs = [...target.seeds(), ...loadCorpus(corpus, target.name)]
    expect(inputs.length).toBeGreaterThan(0)
    for (const input of inputs) {
      const outcome = await runInput(target, input)
      if (!outcome.ok) expect.fail(`${nameOf(input)}: ${outcome.problem}`)
    }
  })
}

test('the corpus belongs to targets that there are, and each file bears the hash of its content', () => {
  const folders = readdirSync(corpus)
  expect(TARGETS.map(({ name }) => name)).toEqual(expect.arrayContaining(folders))
  for (const folder of folders) {
    for (const file of readdirSync(path.join(corpus, folder))) {
      expect(file).toBe(nameOf(readInput(path.join(corpus, folder, file))))
    }
  }
})

test('the corpus stays small', () => {
  const { files, bytes } = corpusSize(corpus)
  expect(files).toBeGreaterThan(0)
  expect(files).toBeLessThanOrEqual(MOST_FILES)
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
})
