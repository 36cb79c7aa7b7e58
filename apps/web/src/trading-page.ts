import type {} from '@parley/trading/elements'
import { element } from './element.ts'
import { bell, fillHead } from './head.ts'
import { place } from './place.ts'
import { speak } from './words.ts'

const words = speak()
const { trading: says } = words
document.title = `${words.pages.trading} · Parley`
fillHead(place('head'), { page: 'trading', words })
place('head').append(bell({ countsInTitle: false }))

const banner = place('demo')
banner.ariaLabel = says.demoLabel
const label = element('strong', { textContent: says.demoLabel })
const more = element('span', { className: 'more', textContent: says.more })
banner.append(element('p', {}, label, ' ', says.demo, ' ', more))

const market = document.createElement('parley-trading')
const asked = new URLSearchParams(location.search).get('market')
market.setAttribute('market', asked ?? says.market)
market.toggleAttribute('price-in-title', true)
market.addEventListener('parley-trading-market', (event) => {
  const { market } = (event as CustomEvent<{ market: string }>).detail
  history.replaceState(null, '', `?market=${encodeURIComponent(market)}`)
})
place('main').append(element('h1', { className: 'unseen', textContent: words.pages.trading }), market)
