/** What changed, as lines that begin with `-` or `+`, each run of them under the line where it begins. */
export function diffOf(name: string, before: string, after: string): string {
  const one = before.split('\n').map(plain)
  const two = after.split('\n').map(plain)
  const shown: string[] = []
  let left = 0
  let right = 0
  while (left < one.length || right < two.length) {
    if (one[left] === two[right] && left < one.length && right < two.length) {
      left++
      right++
      continue
    }
    const [nextLeft, nextRight] = meeting(one, two, left, right)
    shown.push(`${name}:${left + 1}`)
    for (const line of one.slice(left, nextLeft)) shown.push(`- ${line}`)
    for (const line of two.slice(right, nextRight)) shown.push(`+ ${line}`)
    left = nextLeft
    right = nextRight
  }
  return shown.join('\n')
}

/** The nearest place from which both go on alike. */
function meeting(one: readonly string[], two: readonly string[], left: number, right: number): [number, number] {
  const most = one.length - left + (two.length - right)
  for (let distance = 1; distance <= most; distance++) {
    for (let step = 0; step <= distance; step++) {
      const at = left + step
      const other = right + distance - step
      if (at <= one.length && other <= two.length && isAlike(one, two, at, other)) return [at, other]
    }
  }
  return [one.length, two.length]
}

function isAlike(one: readonly string[], two: readonly string[], at: number, other: number): boolean {
  if (at === one.length && other === two.length) return true
  return (
    at < one.length &&
    other < two.length &&
    one[at] === two[other] &&
    (one[at] !== '' || one[at + 1] === two[other + 1])
  )
}

function plain(line: string): string {
  return line.replace(/\r$/, '')
}
