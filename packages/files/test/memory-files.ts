import type { FileStore, StoredInfo } from '../src/index.ts'

/** A `FileStore` without a disk. */
export class MemoryFiles implements FileStore {
  readonly kept = new Map<string, { readonly info: StoredInfo; readonly bytes: Uint8Array }>()
  /** While it is set, whatever is asked is answered with it. */
  fault: Error | undefined

  async put(id: string, bytes: AsyncIterable<Uint8Array>, info: (size: number) => Promise<StoredInfo>) {
    const chunks: Uint8Array[] = []
    for await (const chunk of bytes) chunks.push(chunk)
    const whole = Buffer.concat(chunks)
    const stored = await info(whole.length)
    this.kept.set(id, { info: stored, bytes: whole })
    return stored
  }

  async open(id: string) {
    this.#fail()
    const file = this.kept.get(id)
    return file && { info: file.info, bytes: new Blob([file.bytes as BlobPart]).stream() }
  }

  async delete(id: string) {
    this.#fail()
    this.kept.delete(id)
  }

  async list(after = '', limit: number) {
    this.#fail()
    const ids = [...this.kept.keys()].filter((id) => id > after).sort()
    const files = ids.slice(0, limit).map((id) => {
      const { channel, at } = this.kept.get(id)!.info
      return { id, channel, at }
    })
    return { files, next: ids.length > limit ? files.at(-1)?.id : undefined }
  }

  #fail(): void {
    if (this.fault !== undefined) throw this.fault
  }
}
