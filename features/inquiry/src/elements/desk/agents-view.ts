import { html, type TemplateResult } from 'lit'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { DeskAgent } from '../../contract/index.ts'
import { maxCapacity } from '../../contract/limits.ts'
import type { DeskActions } from './actions.ts'
import type { Words } from './locale/words.ts'
import { statusSign } from './status-menu.ts'

/** Who answers, how each is, and how much each has; a supervisor sets how much each takes. */
export function agentsView(desk: DeskModel, words: Words, actions: DeskActions): TemplateResult {
  const { text } = words
  return html`<div class="table"><table part="agents">
    <thead><tr>
      <th scope="col">${text.agentName}</th><th scope="col">${text.agentStatus}</th><th scope="col">${text.agentPresence}</th>
      <th scope="col">${text.agentLoad}</th><th scope="col">${text.agentCapacity}</th><th scope="col">${text.agentTeams}</th>
    </tr></thead>
    <tbody>${desk.agentsOf(undefined).map((agent) => agentView(agent, desk, words, actions))}</tbody>
  </table></div>`
}

function agentView(agent: DeskAgent, desk: DeskModel, words: Words, actions: DeskActions): TemplateResult {
  const { text } = words
  const { id, name, status, isPresent, load, capacity, teams } = agent
  const set = (event: Event) => {
    const field = event.target as HTMLInputElement
    const wanted = field.valueAsNumber
    if (!Number.isSafeInteger(wanted) || wanted < 0 || wanted > maxCapacity) field.value = String(capacity)
    else if (wanted !== capacity) actions.attempt(desk.decide.setCapacity({ agent: id, capacity: wanted }), text.done)
  }
  return html`<tr>
    <th scope="row"><bdi>${name}</bdi></th>
    <td><span class="with-sign">${statusSign(status)}${text.status[status]}</span></td>
    <td>${isPresent ? text.present : text.gone}</td>
    <td class=${load >= capacity ? 'full' : ''}>${text.load(words.number(load), words.number(capacity))}</td>
    <td><input type="number" min="0" max=${maxCapacity} step="1" aria-label=${text.capacityOf(name)} .value=${String(capacity)} @change=${set} /></td>
    <td class="teams">${words.names(teams.map((team) => words.team(desk.desk, team)))}</td>
  </tr>`
}
