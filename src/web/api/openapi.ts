/** The API in OpenAPI 3.1, made from the contract: what it says cannot differ from what is served. */
import { z } from 'zod';
import { problem } from '../contract/problem.ts';
import type { Route } from '../contract/route.ts';
import { wordsOfRoute } from './mount.ts';

type Json = Readonly<Record<string, unknown>>;

export function openApi(routes: Readonly<Record<string, Route>>, version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [key, route] of Object.entries(routes)) {
    const { method, path } = wordsOfRoute(key);
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    paths[template] = { ...paths[template], [method.toLowerCase()]: operation(key, path, route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Malleposte', version, description: 'The inventory of every site of a company, over ordinary e-mail.' },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'made by `malleposte access token`; scope read or act' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'malleposte',
          description:
            'a person who logged in; its name ends in the port (malleposte-8025) and begins with __Host- over TLS; writing wants X-Malleposte-CSRF, too',
        },
      },
    },
  };
}

function operation(key: string, path: string, { level, needs, summary, query, body, answer }: Route): Json {
  return {
    operationId: key.replaceAll(/[^A-Za-z]+(\w?)/g, (_, letter: string) => letter.toUpperCase()),
    summary,
    ...(needs === 'nothing' ? {} : { description: needs === 'home' ? 'Once the site is set up.' : `At a ${needs} site.` }),
    security: level === 'public' ? [] : level === 'administrator-session' ? [{ session: [] }] : [{ token: [] }, { session: [] }],
    'x-level': level,
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } } : {}),
    responses: {
      200: { description: 'done', content: contentOf(answer) },
      default: { description: 'not done', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function contentOf(answer: Route['answer']): Json {
  if (answer === 'events') return { 'text/event-stream': { schema: { type: 'string' } } };
  if (answer === 'file') return { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } };
  return { 'application/json': { schema: schemaOf(answer, 'output') } };
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
};

const pathParameters = (path: string): readonly Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function queryParameters(query: z.ZodType | undefined): readonly Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'input') as {
    properties?: Record<string, Json>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}
