import { OpenAPIGenerator } from '@orpc/openapi';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { contract } from '../../../contract/api/index.ts';
import { backtestResultSchema, backtestSettingsSchema } from '../../../contract/model/backtest.ts';
import { seriesInfoSchema } from '../../../contract/model/bar.ts';
import { errorCodeSchema } from '../../../contract/model/error-code.ts';
import { errorStatus } from '../../../contract/model/error-status.ts';
import { fillSchema } from '../../../contract/model/fill.ts';
import { importReportSchema } from '../../../contract/model/import-report.ts';
import { indicatorInfoSchema } from '../../../contract/model/indicator.ts';
import { instrumentSchema } from '../../../contract/model/instrument.ts';
import { orderRequestSchema, orderSchema } from '../../../contract/model/order.ts';
import { accountSchema, positionSchema } from '../../../contract/model/position.ts';
import { quoteSchema } from '../../../contract/model/quote.ts';
import { refusalSchema } from '../../../contract/model/refusal.ts';
import { riskStatusSchema } from '../../../contract/model/risk-status.ts';
import { runSchema } from '../../../contract/model/run.ts';
import { strategyInfoSchema } from '../../../contract/model/strategy.ts';
import { healthSchema } from '../../../contract/model/system.ts';
import { examples, type Example } from './examples.ts';

export type OpenApiDocument = Awaited<ReturnType<OpenAPIGenerator['generate']>>;
type Schema = NonNullable<NonNullable<OpenApiDocument['components']>['schemas']>[string];
type Operation = NonNullable<NonNullable<NonNullable<OpenApiDocument['paths']>[string]>['get']>;

/** Of the contract under /api/v1, not of the application: it grows by additions. */
const apiVersion = '1.0';

const description =
  'Everything Tapedeck can do. Times are epoch milliseconds; money and quantities of the ledger are decimal strings; no value yet is null. ' +
  'Streams are server-sent events: state streams begin with a snapshot, log streams carry sequence numbers and go on after `afterSeq`.';

/** What each status means, for the page and the document. */
const errorDescriptions: Readonly<Record<number, string>> = Object.fromEntries(errorCodeSchema.options.map((code) => [errorStatus[code], code]));

/** Every failure has this shape; only its code and its details differ. */
const describeError = (code: Schema, details: Schema): Schema => ({
  type: 'object',
  properties: {
    defined: { const: true }, code, status: { type: 'integer' }, message: { type: 'string', description: 'One sentence for people.' },
    data: { type: 'object', properties: { details }, required: ['details'] },
  },
  required: ['defined', 'code', 'status', 'message', 'data'],
});

/** The OpenAPI 3.1 document of the contract. */
export async function createDocument(): Promise<OpenApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(contract, {
    info: { title: 'Tapedeck', version: apiVersion, description },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }],
    commonSchemas: {
      Instrument: { schema: instrumentSchema }, Quote: { schema: quoteSchema }, SeriesInfo: { schema: seriesInfoSchema }, ImportReport: { schema: importReportSchema },
      IndicatorInfo: { schema: indicatorInfoSchema }, StrategyInfo: { schema: strategyInfoSchema }, Run: { schema: runSchema },
      BacktestSettings: { schema: backtestSettingsSchema }, BacktestResult: { schema: backtestResultSchema, strategy: 'output' },
      OrderRequest: { schema: orderRequestSchema }, Order: { schema: orderSchema }, Fill: { schema: fillSchema }, Refusal: { schema: refusalSchema },
      Position: { schema: positionSchema }, Account: { schema: accountSchema }, RiskStatus: { schema: riskStatusSchema }, Health: { schema: healthSchema },
    },
    customErrorResponseBodySchema: (_errors, status) => ({ $ref: `#/components/schemas/${status === errorStatus.REFUSED ? 'RefusedError' : 'Error'}` }),
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', description: 'The text of the file api-token in the data folder.' } },
      schemas: {
        Error: describeError({ enum: errorCodeSchema.options }, { type: 'object', additionalProperties: true }),
        RefusedError: describeError({ const: 'REFUSED' }, { type: 'object', properties: { refusal: { $ref: '#/components/schemas/Refusal' } }, required: ['refusal'] }),
      },
    },
  });
  for (const operation of listOperations(document)) complete(operation);
  return document;
}

/** The operations of a document, in its order. */
export const listOperations = (document: OpenApiDocument): Operation[] => Object.values(document.paths ?? {}).flatMap((path) => Object.values(path ?? {}) as Operation[]);

/** Adds what the contract does not say: the area as tag, lists as repeated parameters, names of the errors, examples. */
function complete(operation: Operation): void {
  const name = operation.operationId ?? '';
  operation.tags = [name.split('.', 1)[0] as string];
  for (const parameter of operation.parameters ?? []) {
    const isList = 'schema' in parameter && typeof parameter.schema === 'object' && 'type' in parameter.schema && parameter.schema.type === 'array';
    if (isList) Object.assign(parameter, { style: 'form', explode: true, allowEmptyValue: undefined, allowReserved: undefined });
  }
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
