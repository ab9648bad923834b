/** A name for a file of a run, of letters that every system takes. */
export const nameFile = (title: string, runId: string, ending: string): string => `${`${title} ${runId}`.replaceAll(/[^A-Za-z0-9.]+/g, '-').slice(0, 100)}${ending}`;
