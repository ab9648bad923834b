import packageJson from '../../package.json' with { type: 'json' };

/** Version of the application. */
export const version: string = packageJson.version;
