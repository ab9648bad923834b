/** A file name made of a strategy's name: small letters, digits and dashes; '' where nothing is left. */
export const slugOf = (name: string): string =>
  name.normalize('NFKD').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60);

/** Why no strategy can be called so; null: it can. */
export function checkName(name: string, others: readonly { readonly name: string; readonly file?: string | undefined }[]): string | null {
  const trimmed = name.trim();
  if (trimmed === '') return 'Give it a name.';
  if (trimmed.length > 64 || /["\\\p{Cc}]/u.test(trimmed)) return 'A name is one line of at most 64 letters, without quotes.';
  if (slugOf(trimmed) === '') return 'A name needs a letter or a digit.';
  if (others.some((one) => one.name === trimmed)) return `There is a strategy called ${trimmed} already; give this one another name.`;
  return null;
}

/** A file that is not there yet: the strategy's name, with a number where that is taken. */
export function freshFile(name: string, ending: 'ts' | 'json', others: readonly { readonly file?: string | undefined }[]): string {
  const taken = new Set(others.flatMap(({ file }) => (file === undefined ? [] : [file.toLowerCase()])));
  const slug = slugOf(name);
  for (let k = 1; ; k++) {
    const file = `${slug}${k === 1 ? '' : `-${k}`}.${ending}`;
    if (!taken.has(file)) return file;
  }
}

/** A name that is free: the wanted one, or it with a number behind. */
export function freshTitle(wanted: string, others: readonly { readonly name: string }[]): string {
  const taken = new Set(others.map(({ name }) => name));
  for (let k = 1; ; k++) {
    const name = k === 1 ? wanted : `${wanted} ${k}`;
    if (!taken.has(name)) return name;
  }
}
