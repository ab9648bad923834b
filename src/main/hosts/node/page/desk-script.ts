/** Script of the desk page: asks every two seconds while the page is seen, and once when it opens, and writes text only, never markup. */
export const deskScript = String.raw`const everyMs = 2000;
const giveUpMs = 5000;
const element = (id) => document.getElementById(id);

async function load(path) {
  const answer = await fetch('/api/v1' + path, { signal: AbortSignal.timeout(giveUpMs) });
  if (answer.status === 401) throw new Error('This browser is logged out. Run "tapedeck serve" again: it prints a new link.');
  if (!answer.ok) throw new Error(path + ' answered ' + answer.status);
  return answer.json();
}

const dash = '–';
const decimal = (text) => text ?? dash;
const money = (value) => (value === null ? dash : value.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
const signed = (value) => (value === null ? dash : (value > 0 ? '+' : '') + money(value));
const time = (ms) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Columns are [title, text of a row, is it a number]. */
function show(id, rows, columns, empty) {
  const target = element(id);
  if (rows.length === 0) {
    const note = document.createElement('p');
    note.className = 'empty';
    note.textContent = empty;
    target.replaceChildren(note);
    return;
  }
  const table = document.createElement('table');
  const addRow = (tag, texts) => {
    const line = table.insertRow();
    texts.forEach((text, index) => {
      const cell = document.createElement(tag);
      cell.textContent = text;
      if (columns[index][2]) cell.className = 'number';
      line.append(cell);
    });
  };
  addRow('th', columns.map(([title]) => title));
  for (const row of rows) addRow('td', columns.map(([, text]) => text(row)));
  target.replaceChildren(table);
}

async function refresh() {
  const [info, health, accounts, positions, orders] = await Promise.all(
    ['/system/info', '/system/health', '/accounts', '/positions', '/orders?limit=15'].map(load),
  );
  element('mode').textContent = info.mode.toUpperCase();
  element('mode').classList.toggle('live', info.mode === 'live');
  element('health').textContent = health.marketTimeMs === null ? health.status : health.status + ' · market time ' + time(health.marketTimeMs) + ' UTC';
  element('info').textContent = info.name + ' ' + info.version + ', engine ' + info.engineVersion + ', started ' + time(info.startedAtMs) + ' UTC';
  show('parts', health.parts, [['Part', (p) => p.name], ['State', (p) => p.status], ['', (p) => p.detail]], 'No parts.');
  show('accounts', accounts, [
    ['Account', (a) => a.accountId],
    ['Cash', (a) => a.balances.map((b) => b.cash + ' ' + b.currency).join(', '), true],
    ['Equity', (a) => money(a.equity), true],
    ['Buying power', (a) => a.buyingPower, true],
  ], 'No accounts.');
  show('positions', positions, [
    ['Instrument', (p) => p.instrumentId],
    ['Quantity', (p) => p.quantity, true],
    ['Average', (p) => decimal(p.averagePrice), true],
    ['Mark', (p) => (p.markPrice === null ? dash : String(p.markPrice)), true],
    ['Unrealised', (p) => signed(p.unrealisedPnl), true],
    ['Realised', (p) => p.realisedPnl, true],
  ], 'Nothing is held.');
  show('orders', orders, [
    ['Time', (o) => time(o.createdAtMs)],
    ['Instrument', (o) => o.instrumentId],
    ['Side', (o) => o.side],
    ['Type', (o) => o.type],
    ['Quantity', (o) => o.quantity, true],
    ['Filled', (o) => o.filledQuantity, true],
    ['Average', (o) => decimal(o.averagePrice), true],
    ['Status', (o) => o.status],
  ], 'No orders yet.');
}

let freshAt = Date.now();
async function refreshOrSayWhy() {
  try {
    await refresh();
    freshAt = Date.now();
    document.body.classList.remove('stale');
  } catch (error) {
    document.body.classList.add('stale');
    element('health').textContent = error.message + ' Last seen ' + Math.round((Date.now() - freshAt) / 1000) + ' s ago.';
  }
}

async function run() {
  await refreshOrSayWhy();
  while (document.hidden) await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
  setTimeout(run, everyMs);
}
run();
`;
