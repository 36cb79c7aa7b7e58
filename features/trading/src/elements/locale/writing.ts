import type { Language, Times } from '@parley/elements'
import { languageOf, regionOf, timesFor } from '@parley/elements'
import { trimZeros } from '../../client/trim-zeros.ts'
import type { MarketInfo } from '../../contract/index.ts'
import { minorStep, printDecimal } from '../../money/index.ts'

/** How a language and a region write times and money. Money comes as whole numbers and is written digit by digit. */
export interface Writing extends Times {
  readonly language: Language
  /** The tag that dates and numbers follow. */
  readonly region: string
  /** Ticks, with all decimals of the market. */
  price(info: MarketInfo, ticks: number): string
  /** Lots, with all decimals of the market. */
  quantity(info: MarketInfo, lots: number): string
  /** Minor units in full, but for zeros behind the second decimal. */
  money(units: number, decimals: number): string
  /** Minor units, cut to two decimals, with a sign unless it is nothing. */
  gain(units: number, decimals: number): string
  /** Parts per million as a percentage with two decimals. */
  ppm(ppm: number): string
  percent(percent: number): string
  number(value: number): string
}

export function writingFor(tag: string): Writing {
  const region = regionOf(tag)
  const numbers = new Intl.NumberFormat(region)
  const percents = new Intl.NumberFormat(region, { style: 'percent' })
  const fine = new Intl.NumberFormat(region, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const decimal = decimalsFor(region)
  return {
    ...timesFor(region),
    language: languageOf(tag),
    region,
    price: (info, ticks) => decimal(printDecimal(ticks, info.tick)),
    quantity: (info, lots) => decimal(printDecimal(lots, info.lot)),
    money: (units, decimals) => decimal(trimZeros(printDecimal(units, minorStep(decimals)))),
    gain: (units, decimals) => {
      const shown = decimal(cut(printDecimal(Math.abs(units), minorStep(decimals))))
      return units === 0 ? shown : `${units < 0 ? '−' : '+'}${shown}`
    },
    ppm: (ppm) => fine.format(ppm / 1_000_000),
    percent: (percent) => percents.format(percent / 100),
    number: (value) => numbers.format(value),
  }
}

/** Groups the digits of a decimal as a region does. The text goes through as it is: no float is made of it. */
function decimalsFor(region: string): (text: string) => string {
  const byDigits = new Map<number, Intl.NumberFormat>()
  return (text) => {
    const digits = text.split('.')[1]?.length ?? 0
    let format = byDigits.get(digits)
    if (format === undefined) {
      format = new Intl.NumberFormat(region, { minimumFractionDigits: digits, maximumFractionDigits: digits })
      byDigits.set(digits, format)
    }
    return format.format(text as `${number}`)
  }
}

function cut(text: string): string {
  return text.replace(/(\.\d\d)\d+$/, '$1')
}
