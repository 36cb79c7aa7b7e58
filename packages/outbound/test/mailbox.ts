import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  /** As it came over the wire. */
  readonly raw: string
  /** Each header, unfolded, as `name: value`. */
  readonly headers: readonly string[]
}

/** A mail server on loopback; `options` let it refuse. */
export class Mailbox implements AsyncDisposable {
  readonly mails: Mail[] = []
  readonly #server: SMTPServer

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      logger: false,
      onData: (stream, session, done) => {
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope
          const raw = Buffer.concat(chunks).toString('latin1')
          const [head = ''] = raw.split('\r\n\r\n')
          const headers = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
          const from = mailFrom === false ? '' : mailFrom.address
          this.mails.push({ from, to: rcptTo.map(({ address }) => address), raw, headers })
          done()
        })
      },
      ...options,
    })
  }

  static async open(options: SMTPServerOptions = {}): Promise<Mailbox> {
    const mailbox = new Mailbox(options)
    mailbox.#server.on('error', () => {})
    await new Promise<void>((resolve) => {
      mailbox.#server.listen(0, '127.0.0.1', resolve)
    })
    return mailbox
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve())
    })
  }
}
