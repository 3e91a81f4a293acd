/** How long the proofs are: short ones in `npm test`, all of them where MALLEPOSTE_LONG=1 says so. */
export const isLong = process.env['MALLEPOSTE_LONG'] === '1';
