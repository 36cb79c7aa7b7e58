/** The `User-Agent` of `parley doctor`: what it asks is answered as ever, and no log advises to let in what only tries the door. */
export const doctorAgent = 'parley-doctor'
