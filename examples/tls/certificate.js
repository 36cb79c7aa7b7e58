import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const folder = process.env.CERTIFICATE ?? path.join(import.meta.dirname, 'certificate')
const key = path.join(folder, 'key.pem')
const cert = path.join(folder, 'cert.pem')

/** A certificate for localhost, signed by nobody: good for trying wss://, not for the internet. Made once, then kept. */
export function certificate() {
  if (!existsSync(key) || !existsSync(cert)) make()
  return { key: readFileSync(key), cert: readFileSync(cert) }
}

function make() {
  mkdirSync(folder, { recursive: true })
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '365', '-subj', '/CN=localhost']
  args.push('-addext', names, '-keyout', key, '-out', cert)
  const { error, status, stderr } = spawnSync('openssl', args, { encoding: 'utf8' })
  if (status === 0) return
  console.error(`No certificate: ${error?.code === 'ENOENT' ? 'the program openssl is not installed here' : stderr.trim()}.
Make these two files where openssl is, for example in Git Bash on Windows:

    openssl ${args.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ')}

인증서가 없습니다. openssl이 있는 터미널에서 위 명령을 실행한 뒤 다시 시작하세요.`)
  process.exit(1)
}
