import { describe, expect, test } from 'vitest';
import { type Content, element, html, textOf } from '../../src/intranet/html.ts';

test('text is escaped between elements and in attributes, markup made here is not', () => {
  const inner = html`<b title="${'"><i>'}">${"<&'"}</b>`;
  expect(textOf(html`<p>${inner}${7}${['a<', html`<br>`]}</p>`)).toBe('<p><b title="&quot;&gt;&lt;i&gt;">&lt;&amp;&#39;</b>7a&lt;<br></p>');
});

test('control characters that HTML does not allow become visible marks', () => {
  expect(textOf(html`<p>${'a\u0000b\u001bc\u0085d\te\nf'}</p>`)).toBe('<p>a\ufffdb\ufffdc\ufffdd\te\nf</p>');
});

test('an object that only looks like markup is not taken for it', () => {
  const forged = JSON.parse('{"made":"<script>"}') as Content;
  expect(() => html`<p>${forged}</p>`).toThrow();
});

describe('a hole where escaping would not help is refused', () => {
  test.each([
    ['an unquoted value', () => html`<a href=${'x'}>`],
    ['the name of an attribute', () => html`<a ${'x'}="1">`],
    ['the name of an element', () => html`<${'x'}>`],
    ['a script', () => html`<script>${'x'}</script>`],
    ['a style', () => html`<style>${'x'}</style>`],
    ['an event handler', () => html`<a onclick="${'x'}">`],
    ['an inline style', () => html`<a style="${'x'}">`],
    ['markup in an attribute', () => html`<a title="${html`<b>`}">`],
  ])('%s', (_, make) => {
    expect(make).toThrow();
  });
});

test('elements with names from elsewhere have names only', () => {
  expect(textOf(element('text', { x: '"1' }, ['<']))).toBe('<text x="&quot;1">&lt;</text>');
  expect(() => element('a b', {}, [])).toThrow();
  expect(() => element('a', { onclick: 'x' }, [])).toThrow();
});
