import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../../contract/api/index.ts';
import { errorCodeSchema, errorStatus } from '../../../contract/model/error-code.ts';
import { examples, type Example } from './examples.ts';

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>;
type Operation = NonNullable<NonNullable<NonNullable<OpenApiDocument['paths']>[string]>['get']>;

/** Of the contract under /api/v1, not of the application: it grows by additions. */
const apiVersion = '1.0';

const description =
  'Everything Tapedeck can do. Times are epoch milliseconds; money and quantities of the ledger are decimal strings; no value yet is null. ' +
  'Streams are server-sent events: state streams begin with a snapshot, log streams carry sequence numbers and go on after `afterSeq`.';

/** What each status means, for the page and the document. */
const errorDescriptions: Readonly<Record<number, string>> = Object.fromEntries(errorCodeSchema.options.map((code) => [errorStatus[code], code]));

/** The OpenAPI 3.1 document of the contract. */
export async function createDocument(): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: { title: 'Tapedeck', version: apiVersion, description },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'The text of the file api-token in the data folder.' } },
    },
  });
  for (const operation of listOperations(document)) complete(operation);
  return document;
}

/** The operations of a document, in its order. */
export const listOperations = (document: OpenApiDocument): Operation[] => Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}) as Operation[]);

/** Adds what the contract does not say: the area as tag, names of the errors, examples. */
function complete(operation: Operation): void {
  const name = operation.operationId ?? '';
  operation.tags = [name.split('.', 1)[0] as string];
  for (const [status, response] of Object.entries(operation.responses ?? {})) {
    const meaning = errorDescriptions[Number(status)];
    if (meaning !== undefined) response.description = meaning;
  }
  const example = examples[name];
  if (example !== undefined) addExample(operation, example);
}

function addExample(operation: Operation, example: Example): void {
  const { requestBody, responses = {}, parameters = [] } = operation;
  if (requestBody !== undefined && 'content' in requestBody) setExample(requestBody.content, example.body);
  const answer = responses['200'];
  if (answer !== undefined && 'content' in answer) setExample(answer.content, example.response);
  for (const parameter of parameters) {
    if (!('name' in parameter)) continue;
    const value = (parameter.in === 'path' ? example.path : example.query)?.[parameter.name];
    if (value !== undefined) parameter.example = value;
  }
}

function setExample(content: Readonly<Record<string, { example?: unknown }>> | undefined, value: unknown): void {
  const json = content?.['application/json'];
  if (json !== undefined && value !== undefined) json.example = value;
}
