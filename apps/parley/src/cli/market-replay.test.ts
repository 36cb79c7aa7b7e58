import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { replayMarket } from './market-replay.ts'

const guide = readFileSync(fileURLToPath(new URL('../../../../docs/market-replay.md', import.meta.url)), 'utf8')
const blocks = [...guide.matchAll(/```json\n([^`]*)```/g)].map(([, block = '']) => block)

function newFile(text: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-replay-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'day.ndjson')
  writeFileSync(file, text)
  return file
}

async function printed(
  text: string,
  highWaterMark = 16_384,
): Promise<{ readonly exit: number; readonly lines: readonly string[] }> {
  let all = ''
  const output = new Writable({
    highWaterMark,
    write: (chunk, _encoding, done) => {
      all += String(chunk)
      setImmediate(done)
    },
  })
  const exit = await replayMarket(newFile(text), output)
  output.end()
  await finished(output)
  return { exit, lines: all.trimEnd().split('\n') }
}

test('the file of the guide gives what the guide says', async () => {
  const [commands = '', answers = ''] = blocks
  const { exit, lines } = await printed(commands)
  expect(exit).toBe(0)
  const [shortened = '', ...whole] = answers.trimEnd().split('\n')
  for (const line of whole) expect(lines).toContain(line)
  const { '…': _left, ...said } = JSON.parse(shortened) as Record<string, unknown>
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(expect.objectContaining(said))
})

test('waits for whoever reads slowly', async () => {
  const deposits = Array.from({ length: 500 }, () => '{"do":"deposit","account":"ana","asset":"USD","amount":"1"}\n')
  const { lines } = await printed(deposits.join(''), 1)
  expect(lines.filter((line) => line.includes('"deposited"'))).toHaveLength(500)
  expect(lines).toContain('{"account":"ana","balances":{"USD":{"free":"500.000000","locked":"0.000000"}}}')
})

test('ends with 1 if a line could not be read', async () => {
  expect((await printed('{"do":"nothing"}\n')).exit).toBe(1)
})

test('fails where there is no such file', async () => {
  await expect(replayMarket('/nowhere/day.ndjson', new Writable())).rejects.toThrow('ENOENT')
})
