/** The seed of this run's random tests: printed, and given back with `RAIA_SEED` to see the same run again. */
export const seed = Number(process.env.RAIA_SEED ?? Date.now() % 2 ** 31);

console.info(`RAIA_SEED=${seed}`);
