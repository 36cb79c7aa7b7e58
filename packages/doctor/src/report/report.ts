import type { Finding, Language } from '@parley/diagnosis'
import type { Applied } from '../repair/apply.ts'
import type { Edit } from '../repair/edit.ts'
import { rendered } from './rendered.ts'

/** One thing that was looked at, and how it was. */
export interface Step {
  /** A key of {@link stepNames}. */
  readonly name: StepName
  readonly state: 'ok' | 'failed' | 'skipped' | 'warned'
  /** What was seen, in no language. */
  readonly detail: string
}

/** A finding of the doctor, of a project or of an address. */
export interface DoctorFinding extends Finding {
  readonly severity: 'error' | 'warning'
  readonly repair?: readonly Edit[]
  /** What a server said of the code itself, where it did. */
  readonly said?: { readonly status: string; readonly said: string; readonly message: string; readonly fix: string }
}

/** All that was looked at and found. */
export interface Report {
  /** A folder or an address. */
  readonly target: string
  readonly language: Language
  readonly ms: number
  readonly findings: readonly DoctorFinding[]
  readonly steps: readonly Step[]
}

/** What steps are called. */
export const stepNames = {
  files: { en: 'files', ko: '파일' },
  packages: { en: 'packages', ko: '패키지' },
  server: { en: 'listens', ko: '서버' },
  socket: { en: 'WebSocket', ko: '웹소켓' },
  pages: { en: 'pages', ko: '페이지' },
  process: { en: 'process', ko: '프로세스' },
  name: { en: 'name', ko: '이름' },
  tcp: { en: 'port', ko: '포트' },
  tls: { en: 'TLS', ko: 'TLS' },
  http: { en: 'HTTP', ko: 'HTTP' },
  socketio: { en: 'Socket.IO', ko: 'Socket.IO' },
  upgrade: { en: 'upgrade', ko: '업그레이드' },
  origin: { en: 'origin', ko: '오리진' },
  first: { en: 'first bytes', ko: '첫 바이트' },
  ping: { en: 'ping', ko: '핑' },
  echo: { en: 'echo', ko: '에코' },
  close: { en: 'close', ko: '종료' },
  proxy: { en: 'through the proxy', ko: '프록시 경유' },
  idle: { en: 'idle', ko: '유휴' },
} as const satisfies Record<string, Record<Language, string>>
export type StepName = keyof typeof stepNames

/** 0: nothing has to be mended; 1: something has. Warnings alone are 0. */
export function exitCodeOf({ findings }: Report): 0 | 1 {
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0
}

/** As one object, for programs. `applied`: what was mended before. */
export function toJson({ target, language, ms, findings, steps }: Report, applied: readonly Applied[] = []): string {
  const all = findings.map((finding) => {
    const { code, what, why, fix, lines, evidence, docs } = rendered(finding, language)
    const canRepair = finding.repair !== undefined && finding.repair.length > 0
    return { code, what, why, fix, lines, evidence, docs, severity: finding.severity, canRepair }
  })
  return JSON.stringify({ target, language, ms, findings: all, steps, applied }, undefined, 2)
}
