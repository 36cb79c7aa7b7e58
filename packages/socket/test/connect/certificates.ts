import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Certificate {
  readonly key: Buffer
  readonly cert: Buffer
}

const authority = `
[ca]
default_ca = here
[here]
database = index.txt
serial = serial
new_certs_dir = .
default_md = sha256
policy = any
[any]
commonName = supplied
[names]
subjectAltName = `

/** A fresh key and a certificate that vouches for itself, for these names and that time. */
export function certificate(names: string, from = '20200101000000Z', until = '20991231235959Z'): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'parley-certificate-'))
  const run = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'pipe' })
  try {
    writeFileSync(join(folder, 'index.txt'), '')
    writeFileSync(join(folder, 'serial'), '01\n')
    writeFileSync(join(folder, 'ca.cnf'), `${authority}${names}\n`)
    run('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', 'key.pem')
    run('req', '-new', '-key', 'key.pem', '-subj', '/CN=parley', '-out', 'request.pem')
    const dates = ['-startdate', from, '-enddate', until]
    const how = ['-batch', '-notext', '-selfsign', '-config', 'ca.cnf', '-keyfile', 'key.pem', '-extensions', 'names']
    run('ca', ...how, ...dates, '-in', 'request.pem', '-out', 'cert.pem')
    return { key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')) }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
