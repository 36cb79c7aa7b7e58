/** An `XMLHttpRequest` for uploads that a function answers. Of the file, half is sent, and then all. */
export class FakeRequest {
  /** Rejects: no answer came. */
  static answer: (request: Request) => Promise<Response>
  static last: Request | undefined

  withCredentials = false
  responseType = ''
  responseText = ''
  status = 0
  readonly upload: { onprogress?: (event: { readonly loaded: number; readonly total: number }) => void } = {}
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  readonly #headers = new Headers()
  #url = ''
  #isOver = false

  open(_method: string, url: string): void {
    this.#url = new URL(url, 'http://localhost').href
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value)
  }

  send(file: File): void {
    for (const part of [1, 2]) this.upload.onprogress?.({ loaded: file.size * part, total: file.size * 2 })
    const credentials = this.withCredentials ? 'include' : 'omit'
    const request = new Request(this.#url, { method: 'POST', body: file, headers: this.#headers, credentials })
    FakeRequest.last = request
    FakeRequest.answer(request).then(
      async (response) => {
        this.status = response.status
        this.responseText = await response.text()
        this.#end(this.onload)
      },
      () => this.#end(this.onerror),
    )
  }

  abort(): void {
    this.#end(this.onabort)
  }

  #end(tell: () => void): void {
    if (this.#isOver) return
    this.#isOver = true
    tell()
  }
}
