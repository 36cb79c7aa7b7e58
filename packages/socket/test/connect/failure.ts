import { ConnectError } from '../../src/connect/connect-error.ts'

/** The error a connection failed with, its sentence with the port as PORT. Fails if it did not fail, or not like this. */
export async function failureOf(
  connecting: Promise<unknown>,
  port?: number,
): Promise<ConnectError & { sentence: string }> {
  try {
    await connecting
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error
    const sentence = port === undefined ? error.message : error.message.replaceAll(String(port), 'PORT')
    return Object.assign(error, { sentence })
  }
  throw new Error('expected a ConnectError, but the connection came about')
}
