const document = (title: string, head: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/desk.css">
${head}</head>
<body>
${body}
</body>
</html>
`;

/** What a logged-in browser sees until the window is there: the state of the workstation, nothing to press. */
export const deskPage = document(
  'Tapedeck',
  '<script type="module" src="/desk.js"></script>\n',
  `<header>
<h1>Tapedeck</h1>
<p id="mode" class="badge"></p>
<p id="health" role="status">Connecting…</p>
<a href="/api/v1/docs">API</a>
</header>
<main>
<section><h2>Parts</h2><div id="parts"></div></section>
<section><h2>Accounts</h2><div id="accounts"></div></section>
<section><h2>Positions</h2><div id="positions"></div></section>
<section class="wide"><h2>Latest orders</h2><div id="orders"></div></section>
</main>
<footer id="info"></footer>`,
);

/** One sentence on a page, for those who are not logged in. The sentence is ours and holds no text of the request. */
export const sentencePage = (title: string, sentence: string): string =>
  document(title, '', `<main class="sentence"><h1>${title}</h1>\n<p>${sentence}</p></main>`);
