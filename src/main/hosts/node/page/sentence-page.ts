/** One sentence on a page, for those who cannot see the window. The sentence is ours and holds no text of the request. */
export const sentencePage = (title: string, sentence: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="dark">
<title>${title}</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/page.css">
</head>
<body>
<main><h1>${title}</h1>
<p>${sentence}</p></main>
</body>
</html>
`;
