/** What `withDeadline` gives instead of an answer that did not come. */
export const late = Symbol('late')

/** The answer, or `late`. An answer that comes later is dropped, a failure too. */
export async function withDeadline<T>(answer: T | Promise<T>, afterMs: number): Promise<T | typeof late> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), afterMs)
  })
  try {
    return await Promise.race([answer, deadline])
  } finally {
    clearTimeout(timer)
  }
}
