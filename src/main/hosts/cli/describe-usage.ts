/**
 * What the command line's parser found wrong, as one sentence: which flag, what is allowed, what was given. Reasons of our own
 * parsers begin with "must".
 */
export function describeUsage(text: string): string {
  const message = text.trim().replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  return `tapedeck: ${describeValue(message) ?? endSentence(message)}`;
}

/** `option '--cash <amount>' argument 'much' is invalid. must be a number` → `--cash must be a number, not "much".` */
function describeValue(message: string): string | null {
  const match = /^(?:option '(?:-\w, )?(--[\w-]+)[^']*'|command-argument value) ?(?:argument )?'(.*)' is invalid(?: for argument '([^']+)')?\. (.*)$/s.exec(message);
  if (match === null) return null;
  const [, flag, given = '', argument, reason = ''] = match;
  const choices = /^Allowed choices are (.+?)\.?$/.exec(reason);
  const rule = choices === null ? reason.replace(/\.$/, '') : `must be ${listChoices((choices[1] ?? '').split(', '))}`;
  return `${flag ?? argument} ${rule}, not "${given}".`;
}

const endSentence = (message: string): string => (/[.?)]$/.test(message) ? message : `${message}; see --help.`);

const listChoices = (choices: readonly string[]): string => (choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`);
