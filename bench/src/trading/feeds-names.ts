/** Prices of each side in a snapshot of the best. */
export const bestLevels = 20
