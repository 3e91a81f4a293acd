/**
 * What the door serves as its documentation is OpenAPI 3.1: its structure against a schema of our own (the parts that we use of the
 * OpenAPI 3.1.0 specification, §4.8), every schema in it by a JSON Schema 2020-12 compiler, every reference resolved, every route there.
 */
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wordsOfRoute } from '../../src/web/api/mount.ts';
import { api } from '../../src/web/contract/api.ts';
import type { Route } from '../../src/web/contract/route.ts';
import { type Door, host, openDoor } from './door.ts';

type Json = Readonly<Record<string, unknown>>;
type Operation = {
  readonly operationId: string;
  readonly security: readonly Json[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Json }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> };
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: Json }>> }>>;
};
type OpenApi = {
  readonly openapi: string;
  readonly info: Json;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Json>>; readonly securitySchemes: Readonly<Record<string, Json>> };
};

const object = (required: readonly string[], properties: Json, more: Json = {}): Json => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
  patternProperties: { '^x-': true },
  ...more,
});
const text: Json = { type: 'string', minLength: 1 };
const mapOf = (values: Json): Json => ({ type: 'object', additionalProperties: values });
const content = { type: 'object', minProperties: 1, additionalProperties: object(['schema'], { schema: { type: 'object' } }) };
const parameter = object(['name', 'in', 'schema'], {
  name: text,
  in: { enum: ['path', 'query'] },
  required: { type: 'boolean' },
  description: text,
  schema: { type: 'object' },
});
const response = object(['description'], { description: text, content });
const operation = object(['operationId', 'summary', 'security', 'responses'], {
  operationId: { type: 'string', pattern: '^[A-Za-z]+$' },
  summary: text,
  description: text,
  tags: { type: 'array', items: text },
  security: { type: 'array', items: mapOf({ type: 'array' }) },
  parameters: { type: 'array', items: parameter },
  requestBody: object(['content'], { required: { type: 'boolean' }, content }),
  responses: {
    type: 'object',
    required: ['200', 'default'],
    properties: { '200': response, default: response },
    additionalProperties: response,
  },
});
const securityScheme = {
  oneOf: [
    object(['type', 'scheme'], { type: { const: 'http' }, scheme: text, description: text }),
    object(['type', 'in', 'name'], { type: { const: 'apiKey' }, in: { const: 'cookie' }, name: text, description: text }),
  ],
};
const openApi31 = object(['openapi', 'info', 'paths', 'components'], {
  openapi: { type: 'string', pattern: '^3\\.1\\.\\d+$' },
  info: object(['title', 'version'], { title: text, version: text, description: text }),
  servers: { type: 'array', items: object(['url'], { url: text }) },
  tags: { type: 'array', items: object(['name'], { name: text, description: text }) },
  paths: {
    type: 'object',
    additionalProperties: false,
    patternProperties: {
      '^/api/[\\w{}./-]+$': object([], { get: operation, post: operation, put: operation, patch: operation, delete: operation }),
    },
  },
  components: object([], { schemas: mapOf({ type: 'object' }), securitySchemes: mapOf(securityScheme) }),
});

let door: Door;
let document: OpenApi;

beforeAll(async () => {
  door = await openDoor();
  const { id } = door.desk.sessions.open({ role: 'reader', way: 'link' });
  const answer = await door.app.request(`http://${host}/api/openapi.json`, { headers: { host, cookie: `malleposte-8025=${id}` } });
  document = (await answer.json()) as OpenApi;
});
afterAll(() => door.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operationOf]) => ({ path, method, operation: operationOf })),
  );

test('has the structure of OpenAPI 3.1', () => {
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile(openApi31);
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
});

test('documents every route of the contract and nothing else', () => {
  const documented = operations().map(({ path, method }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`);
  expect(documented.sort()).toEqual(Object.keys(api).sort());
});

test('names each operation once', () => {
  const names = operations().map(({ operation: { operationId } }) => operationId);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('says for each path which parameters it has', () => {
  for (const {
    path,
    method,
    operation: { parameters },
  } of operations()) {
    const inPath = parameters.filter((each) => each.in === 'path').map(({ name }) => `{${name}}`);
    expect(inPath, `${method} ${path}`).toEqual(path.match(/\{\w+\}/g) ?? []);
    expect(new Set(parameters.map((each) => `${each.in} ${each.name}`)).size).toBe(parameters.length);
  }
});

test('says of each route who may ask, as the guard judges it', () => {
  const askers = { public: [], reader: ['token', 'session'], administrator: ['token', 'session'], 'administrator-session': ['session'] };
  for (const [key, { level }] of Object.entries<Route>(api)) {
    const { method, path } = wordsOfRoute(key);
    const { security } = document.paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()] ?? {};
    expect(
      security?.flatMap((each) => Object.keys(each)),
      key,
    ).toEqual(askers[level]);
    for (const name of security?.flatMap((each) => Object.keys(each)) ?? [])
      expect(document.components.securitySchemes).toHaveProperty(name);
  }
});

const schemasOf = ({ parameters, requestBody, responses }: Operation): readonly Json[] => [
  ...parameters.map(({ schema }) => schema),
  ...[requestBody, ...Object.values(responses)].flatMap((holder) => Object.values(holder?.content ?? {}).map(({ schema }) => schema)),
];

const referencesIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === '$ref' ? [String(inner)] : referencesIn(inner)));
};

test('holds schemas of JSON Schema 2020-12 only', () => {
  const compiler = new Ajv2020({ strict: false, validateFormats: false });
  for (const { path, method, operation: each } of operations()) {
    for (const schema of schemasOf(each).filter(({ $ref }) => $ref === undefined))
      expect(() => compiler.compile(schema as object), `${method} ${path}`).not.toThrow();
  }
  for (const schema of Object.values(document.components.schemas)) expect(() => compiler.compile(schema as object)).not.toThrow();
});

test('refers only to what it holds', () => {
  for (const { path, method, operation: each } of operations()) {
    for (const reference of schemasOf(each).flatMap(referencesIn)) {
      const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? [];
      const isWithin = reference === '#' || reference.startsWith('#/$defs/') || reference.startsWith('#/properties/');
      expect(isWithin || name in document.components.schemas, `${method} ${path}: ${reference}`).toBe(true);
    }
  }
});

test('tells no secret and no path of this machine', () => {
  expect(JSON.stringify(document)).not.toContain(door.folder);
});
