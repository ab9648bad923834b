import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it('hides secrets by name at any depth', () => {
    const secrets = { token: 's3cret', apiKey: 's3cret', 'api-key': 's3cret', API_SECRET: 's3cret', password: 's3cret', Authorization: 's3cret', cookie: 's3cret', accessToken: 's3cret', loginCode: 's3cret' };
    expect(JSON.stringify(redact({ ...secrets, deep: { list: [secrets] } }))).not.toContain('s3cret');
  });

  it('hides bearer tokens and secret parameters inside text and errors', () => {
    const error = new Error('GET http://x/login?code=s3cret&a=1 with Bearer s3cret failed', { cause: new Error('token=1 Bearer s3cret') });
    const text = JSON.stringify(redact({ error, url: 'http://x/?token=s3cret' }));
    expect(text).not.toContain('s3cret');
    expect(text).toContain('&a=1 with Bearer [hidden] failed');
  });

  it('keeps what helps: codes of errors, numbers, names that only resemble a secret', () => {
    expect(redact({ code: 'REFUSED', tokens: 3, keyboard: 'de', tokenCount: 2 })).toEqual({ code: 'REFUSED', tokens: 3, keyboard: 'de', tokenCount: 2 });
  });

  it('ends on circles and does not print arrays of bytes', () => {
    const circle: Record<string, unknown> = { bars: new Float64Array(1_000) };
    circle['self'] = circle;
    expect(JSON.stringify(redact(circle))).toContain('[deeper]');
    expect(redact(circle)['bars']).toBe('[8000 bytes]');
  });
});
