/** 64 of each: 4096 names, so that two guests of one room rarely share one. The same bytes give the same name. */
const adjectives = words(`
  Agile Amber Ample Azure Bold Brave Breezy Bright Brisk Calm Candid Cheery Clever Coral Cosy Crimson
  Crisp Curious Dapper Daring Eager Early Earnest Fair Fleet Frosty Gentle Golden Happy Hardy Hazel Honest
  Humble Indigo Jolly Keen Kind Lively Lucky Lunar Mellow Merry Mild Misty Neat Nimble Noble Olive
  Polite Proud Quick Quiet Rosy Rustic Sandy Serene Silver Snowy Steady Sunny Swift Velvet Warm Witty`)
const animals = words(`
  Alpaca Badger Beaver Bison Bobcat Camel Caribou Cicada Condor Cougar Crane Cricket Deer Dolphin Dove Eagle
  Egret Falcon Ferret Finch Firefly Fox Gazelle Gecko Gull Hare Hedgehog Heron Ibex Ibis Jay Kestrel
  Kiwi Koala Lark Lemur Lynx Magpie Marmot Marten Mole Moose Newt Ocelot Osprey Otter Owl Panda
  Pelican Penguin Pika Plover Puffin Quail Raven Robin Seal Sparrow Swan Tapir Tiger Walrus Whale Wren`)

/** A made-up name for a guest who gave none, from two bytes of chance. */
export function guestName(first: number, second: number): string {
  return `${adjectives[first % adjectives.length]} ${animals[second % animals.length]}`
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}
