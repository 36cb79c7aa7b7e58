import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Site } from '../site/site.ts'
import { programPath } from './required.ts'

export interface CertificateOptions {
  /** @default 'localhost' */
  readonly name?: string
  /** From now; negative for one that is over. @default 2 */
  readonly days?: number
}

/** Writes `key.pem` and `cert.pem`, which nobody else vouches for. */
export function writeCertificate({ dir }: Site, { name = 'localhost', days = 2 }: CertificateOptions = {}): void {
  const kind = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    String(days),
  ]
  const alternatives = name === 'localhost' ? 'DNS:localhost,IP:127.0.0.1' : `DNS:${name}`
  const subject = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${alternatives}`]
  const files = ['-keyout', path.join(dir, 'key.pem'), '-out', path.join(dir, 'cert.pem')]
  execFileSync(programPath('openssl'), [...kind, ...subject, ...files], { stdio: 'ignore' })
}
