import { headOf, linesWith, type Sketch, sketchLines } from './sketch.ts'

const filler = (count: number, line = 'A: b') => Array.from({ length: count }, () => line)

/** Many headers and long ones. What is beyond the limits must not hide anything. */
export function sizeSketches(): Sketch[] {
  const counts = [50, 90, 95, 96, 100, 150, 500, 994, 995, 996, 999, 1000, 1001, 1100, 1500, 2000, 2100]
  const lengths = [1000, 4000, 8000, 12_000, 15_000, 17_000, 20_000, 40_000, 65_000]
  const name = (length: number) => `X-${'n'.repeat(length)}`
  return [
    ...counts.map((count) => sketchLines(`${count} headers more, last`, filler(count))),
    ...counts.map((count) => sketchLines(`${count} headers more, first`, filler(count), 0)),
    ...counts.map((count) => sketchLines(`${count} headers and then a body`, [...filler(count), 'Content-Length: 5'])),
    ...counts.map((count) =>
      sketchLines(`${count} headers and then Transfer-Encoding`, [...filler(count), 'Transfer-Encoding: chunked']),
    ),
    ...counts.map((count) =>
      sketchLines(`${count} headers and then a foreign origin`, [...filler(count), 'Origin: https://evil.example']),
    ),
    ...counts.map((count) =>
      sketchLines(`${count} headers and then a second Host`, [...filler(count), 'Host: evil.example']),
    ),
    ...[50, 200, 1200].map((count) => sketchLines(`${count} empty headers of one letter`, filler(count, 'a:'))),
    ...lengths.map((length) => sketchLines(`a value of ${length} characters`, [`X-Note: ${'v'.repeat(length)}`])),
    ...lengths.map((length) => sketchLines(`a name of ${length} characters`, [`${name(length)}: v`])),
    ...lengths.map((length) =>
      sketchLines(`a cookie of ${length} characters`, [`Cookie: ${'c=1; '.repeat(length / 5)}`]),
    ),
    ...lengths.map((length) => ({
      title: `a target of ${length} characters`,
      head: headOf(linesWith(), `GET /socket?${'t'.repeat(length)} HTTP/1.1`),
    })),
  ]
}
