/** Runs all, so many at a time, and gives the results in order; `told` hears of each in that order, too, as soon as those before it are there. */
export async function pool<Item, Result>(
  items: readonly Item[],
  width: number,
  run: (item: Item) => Promise<Result>,
  told: (result: Result) => void = () => {},
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  let toTell = 0
  const work = async () => {
    while (next < items.length) {
      const at = next++
      results[at] = await run(items[at]!)
      while (toTell in results) told(results[toTell++]!)
    }
  }
  await Promise.all(Array.from({ length: width }, work))
  return results
}
