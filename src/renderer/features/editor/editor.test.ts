import { beforeEach, describe, expect, it } from 'vitest';
import type { StrategyInfo } from '../../../contract/model/strategy.ts';
import { discardDraft, editRules, isChanged, isOvertaken, openStrategy, takeSentences, useEditor, writeSentences, writeText } from './editor-store.ts';
import { placeOf } from './fault-place.ts';
import { checkName, freshFile, freshTitle, slugOf } from './file-names.ts';
import { readDrafts, writeDrafts } from './keep-drafts.ts';

const info: StrategyInfo = { name: 'dips', title: 'dips', family: 'own', params: [], vectorised: false, description: '', file: 'dips.json' };
const source = JSON.stringify({ name: 'dips', params: [], indicators: [], rules: [{ when: { kind: 'position', is: 'flat' }, act: [{ do: 'buy' }] }] }, null, 2);
const stored = { kind: 'rules', file: 'dips.json', source } as const;

beforeEach(() => {
  useEditor.setState(useEditor.getInitialState(), true);
  openStrategy(info, stored);
});

describe('what is being written', () => {
  it('is kept aside as soon as it is not what the file says, and only then', () => {
    expect(isChanged(useEditor.getState())).toBe(false);
    editRules((rules) => ({ ...rules, name: 'deep dips' }));
    expect(useEditor.getState().drafts['dips.json']).toMatchObject({ text: source.replace('"dips"', '"deep dips"'), base: source });
    expect(isChanged(useEditor.getState())).toBe(true);
    editRules((rules) => ({ ...rules, name: 'dips' }));
    expect(useEditor.getState().drafts).toEqual({});
    expect(isChanged(useEditor.getState())).toBe(false);
  });

  it('is there again when its strategy is opened again', () => {
    writeText(source.replace('flat', 'long'));
    openStrategy({ ...info, name: 'other', file: 'other.json' }, { ...stored, file: 'other.json' });
    expect(isChanged(useEditor.getState())).toBe(false);
    openStrategy(info, stored);
    expect(useEditor.getState().rules?.rules[0]?.when).toEqual({ kind: 'position', is: 'long' });
  });

  it('keeps sentences that are not understood, and the rules before them', () => {
    writeSentences('When nothing');
    const { text, rules, sentences } = useEditor.getState();
    expect([text, rules?.name, sentences]).toEqual([source, 'dips', 'When nothing']);
    expect(isChanged(useEditor.getState())).toBe(true);
    takeSentences({ json: source.replace('"dips"', '"said"'), english: 'When nothing.', typescript: '' });
    expect([useEditor.getState().rules?.name, useEditor.getState().sentences, useEditor.getState().typed]).toEqual(['said', null, 'When nothing']);
    editRules((before) => ({ ...before, name: 'blocks' }));
    expect(useEditor.getState().typed).toBeNull();
  });

  it('says when somebody else wrote the file meanwhile, and gives it up when asked', () => {
    editRules((rules) => ({ ...rules, name: 'mine' }));
    expect(isOvertaken(useEditor.getState())).toBe(false);
    const theirs = source.replace('"dips"', '"theirs"');
    openStrategy(info, { ...stored, source: theirs });
    expect([isOvertaken(useEditor.getState()), useEditor.getState().rules?.name]).toEqual([true, 'mine']);
    discardDraft();
    expect([isOvertaken(useEditor.getState()), useEditor.getState().rules?.name, useEditor.getState().drafts]).toEqual([false, 'theirs', {}]);
  });

  it('has no blocks where the text is no rules', () => {
    writeText('{');
    expect(useEditor.getState().rules).toBeNull();
    editRules(() => expect.unreachable());
  });
});

describe('drafts as they are kept', () => {
  it('come back as they were, without what is none', () => {
    const drafts = { 'a.ts': { text: 'x', sentences: null, base: 'y' }, 'b.json': { text: '{', sentences: 'When', base: '' } };
    expect(readDrafts(writeDrafts(drafts))).toEqual(drafts);
    expect(readDrafts('{"drafts":{"a.ts":{"text":1}}}')).toEqual({});
    for (const bad of [null, '{', '[]', '{"drafts":[]}', 'null']) expect(readDrafts(bad)).toEqual({});
  });

  it('are not kept where they are too long', () => {
    expect(writeDrafts({ 'a.ts': { text: 'x'.repeat(48_000), sentences: null, base: '' } })).toBeNull();
  });
});

describe('the place of a fault', () => {
  it('is the line that a sentence names in this file', () => {
    expect(placeOf('my-cross.ts, line 8, on bar 37 (2004-10-12): A buy order has size NaN.', 'my-cross.ts')).toEqual({ line: 8, message: 'On bar 37 (2004-10-12): A buy order has size NaN.' });
    expect(placeOf('my, own.ts, line 3: It is bad.', 'my, own.ts')).toEqual({ line: 3, message: 'It is bad.' });
    expect(placeOf('Line 2: Here buy was expected.', null)).toEqual({ line: 2, message: 'Here buy was expected.' });
  });

  it('is none where it names another file, or no line', () => {
    expect(placeOf('other.ts, line 8: It is bad.', 'my-cross.ts')).toBeNull();
    expect(placeOf('my-cross.ts: A strategy needs a name.', 'my-cross.ts')).toBeNull();
    expect(placeOf(null, 'my-cross.ts')).toBeNull();
    expect(placeOf('The rules have no name.', null)).toBeNull();
  });
});

describe('names', () => {
  it('become names of files that are free', () => {
    expect(slugOf('  Dips in a Rise (é)! ')).toBe('dips-in-a-rise-e');
    expect(freshFile('Dips', 'json', [{ file: 'dips.json' }, { file: 'Dips-2.json' }, {}])).toBe('dips-3.json');
    expect(freshTitle('Dips', [{ name: 'Dips' }])).toBe('Dips 2');
  });

  it('are refused with a reason', () => {
    const others = [{ name: 'sma-cross' }];
    expect(['', 'a"b', '!!!', 'sma-cross', 'x'.repeat(65)].map((name) => checkName(name, others)?.slice(0, 14))).toEqual(['Give it a name', 'A name is one ', 'A name needs a', 'There is a str', 'A name is one ']);
    expect(checkName('Mine', others)).toBeNull();
  });
});
