import { FakeDesk } from './fake-desk.ts'

export const ana = { id: 'customer-ana', name: 'Ana Duarte', verified: true }
export const guest = { id: 'guest-7f', name: 'Sam', verified: false }
export const ben = { id: 'ben', name: 'Ben Okafor' }
export const mina = { id: 'mina', name: 'Mina Park' }

/** A desk of two teams and two agents, open to Mina. */
export function openDesk(role: 'agent' | 'supervisor' = 'agent'): FakeDesk {
  const desk = new FakeDesk(mina)
  Object.assign(desk.desk.state, {
    teams: {
      support: { title: { en: 'Support', ko: '고객 지원' }, hasHours: true, assign: 'manual' },
      billing: { title: { en: 'Billing', ko: '결제' }, hasHours: false, assign: 'least-loaded' },
    },
  })
  desk.agent({ ...mina, role })
  desk.agent(ben)
  desk.open(role)
  return desk
}
