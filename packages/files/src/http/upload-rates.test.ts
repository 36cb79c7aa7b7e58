import { expect, test } from 'vitest'
import { UploadRates } from './upload-rates.ts'

test('whoever has sent nothing for long enough is forgotten', () => {
  const rates = new UploadRates(60)
  for (let n = 0; n < 1_000; n++) rates.take(`guest-${n}`, n)
  expect(rates.size).toBeGreaterThan(900)
  for (let n = 0; n < 1_000; n++) rates.take('ana', 120_000 + n)
  expect(rates.size).toBe(1)
})
