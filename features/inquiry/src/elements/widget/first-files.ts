import { Listeners, type Model, UploadList } from '@parley/elements/models'
import type { CustomerConnection } from '../../client/customer/connection.ts'
import { prepareInquiry } from '../../client/customer/prepare.ts'
import type { FileInfo } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'

/** Files that go with the first message: they are uploaded to the inquiry that it will begin. A page keeps them, as it keeps their bytes. */
export class FirstFiles implements Model {
  readonly #connection: Pick<CustomerConnection, 'open'>
  readonly #upload: UploadFile
  readonly #changed = new Listeners()
  #list: UploadList<FileInfo> | undefined
  #preparing: Promise<string> | undefined
  #inquiry: string | undefined

  constructor(connection: Pick<CustomerConnection, 'open'>, upload: UploadFile) {
    this.#connection = connection
    this.#upload = upload
  }

  get list(): UploadList<FileInfo> | undefined {
    return this.#list
  }

  /** The inquiry that they are in, once it is named. */
  get inquiry(): string | undefined {
    return this.#inquiry
  }

  /** `most`: files of one message. The number of files that there was no room for. */
  add(files: readonly File[], most: number): number {
    this.#list ??= new UploadList(
      async (file, options) => this.#upload(await this.#prepared(), file, options),
      most,
      () => this.#changed.tell(),
    )
    return this.#list.add(files)
  }

  /** They have been asked with, or are wanted no more. */
  clear(): void {
    const list = this.#list
    this.#list = undefined
    this.#preparing = undefined
    this.#inquiry = undefined
    list?.clear()
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Where the first try fails, the next file tries again. */
  async #prepared(): Promise<string> {
    this.#preparing ??= prepareInquiry(this.#connection)
    const preparing = this.#preparing
    const isStill = () => this.#preparing === preparing
    try {
      const inquiry = await preparing
      if (isStill()) this.#inquiry = inquiry
      return inquiry
    } catch (error) {
      if (isStill()) this.#preparing = undefined
      throw error
    }
  }
}
