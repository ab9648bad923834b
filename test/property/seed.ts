import fc from 'fast-check';

/**
 * The same cases in every run of `npm test`, so that it fails only for what was changed. `npm run faults` looks at new ones each time
 * and says the seed, which repeats them.
 */
fc.configureGlobal({ seed: Number(process.env['TAPEDECK_PROPERTY_SEED'] ?? 1) });
