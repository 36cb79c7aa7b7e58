/** The channel of all markets and accounts. */
export const exchangeName = 'exchange/main'
