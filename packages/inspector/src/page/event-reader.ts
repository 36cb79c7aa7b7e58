/** One event of a stream of server-sent events. */
export interface StreamEvent {
  readonly name: string
  readonly data: string
}

/** Makes events of a stream's text as it comes; what is not finished waits. */
export class EventReader {
  #rest = ''

  read(text: string): readonly StreamEvent[] {
    const blocks = `${this.#rest}${text}`.split('\n\n')
    this.#rest = blocks.pop() ?? ''
    return blocks.flatMap((block) => {
      const [name, data] = [field(block, 'event'), field(block, 'data')]
      return name === undefined || data === undefined ? [] : [{ name, data }]
    })
  }
}

function field(block: string, name: string): string | undefined {
  const line = block.split('\n').find((one) => one.startsWith(`${name}: `))
  return line?.slice(name.length + 2)
}
