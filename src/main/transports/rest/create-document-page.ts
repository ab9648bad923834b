import { listOperations, type OpenApiDocument } from './create-document.ts';
import { listRoutes } from './list-routes.ts';

type Operation = ReturnType<typeof listOperations>[number];

/** The document as one page of plain HTML, readable without script or network. */
export function createDocumentPage(document: OpenApiDocument): string {
  const routes = new Map(listRoutes().map((route) => [route.operation, route]));
  const areas = Map.groupBy(listOperations(document), (operation) => operation.tags?.[0] ?? '');
  const links = [...areas.keys()].map((area) => `<a href="#${escapeHtml(area)}">${escapeHtml(area)}</a>`).join(' ');
  const sections = [...areas].map(([area, operations]) => {
    const parts = operations.map((operation) => {
      const route = routes.get(operation.operationId ?? '');
      return describeOperation(operation, route === undefined ? '' : `${route.method} /api/v1${route.path}`);
    });
    return `<section id="${escapeHtml(area)}"><h2>${escapeHtml(area)}</h2>${parts.join('')}</section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tapedeck API</title><link rel="stylesheet" href="/api/v1/docs.css"></head>
<body><header><h1>Tapedeck API <small>${escapeHtml(document.info.version)}</small></h1><p>${escapeHtml(document.info.description ?? '')}</p>
<p>Send <code>Authorization: Bearer …</code> with the text of the file <code>api-token</code> in the data folder. The whole as
<a href="/api/v1/openapi.json">OpenAPI 3.1</a>.</p><nav>${links}</nav></header><main>${sections.join('')}</main></body></html>
`;
}

function describeOperation(operation: Operation, request: string): string {
  const id = escapeHtml(operation.operationId ?? '');
  return `<article id="${id}"><h3>${id}</h3><p class="request"><code>${escapeHtml(request)}</code></p><p>${escapeHtml(operation.summary ?? '')}</p>
${describeParameters(operation)}${describeBody(operation)}${describeAnswer(operation)}${describeErrors(operation)}</article>`;
}

function describeParameters({ parameters = [] }: Operation): string {
  const rows = parameters.flatMap((parameter) => {
    if (!('name' in parameter)) return [];
    const { name, in: place, required, schema } = parameter;
    return [`<tr><td><code>${escapeHtml(name)}</code></td><td>${place}${required === true ? ', required' : ''}</td><td>${json(schema)}</td></tr>`];
  });
  return rows.length === 0 ? '' : `<table><tbody>${rows.join('')}</tbody></table>`;
}

function describeBody({ requestBody }: Operation): string {
  if (requestBody === undefined || !('content' in requestBody)) return '';
  return describeContent('Body', requestBody.content);
}

function describeAnswer({ responses = {} }: Operation): string {
  const answer = responses['200'];
  return answer === undefined || !('content' in answer) ? '' : describeContent('Answer', answer.content ?? {});
}

function describeContent(title: string, content: Readonly<Record<string, { schema?: unknown; example?: unknown }>>): string {
  return Object.entries(content)
    .map(([type, { schema, example }]) => {
      const shown = example === undefined ? '' : `<pre>${json(example)}</pre>`;
      return `<p>${title}: <code>${escapeHtml(type)}</code></p>${shown}<details><summary>schema</summary><pre>${json(schema)}</pre></details>`;
    })
    .join('');
}

function describeErrors({ responses = {} }: Operation): string {
  const errors = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  return `<p class="errors">Errors: ${errors.map(([status, { description = '' }]) => `${escapeHtml(status)} ${escapeHtml(description)}`).join(' · ')}</p>`;
}

const json = (value: unknown): string => escapeHtml(JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' '));

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
