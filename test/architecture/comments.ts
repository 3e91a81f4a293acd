/** Finds the comment that gives the reason for a piece of code: on its lines, or just above it. */
import type ts from 'typescript';

export const isCommented = (node: ts.Node): boolean => commentOf(node) !== '';

/** The first comment inside the node, on its lines, or on the line just above; '' when there is none. */
export const commentOf = (node: ts.Node): string => {
  const source = node.getSourceFile();
  const lines = source.text.split('\n');
  const first = source.getLineAndCharacterOfPosition(node.getStart()).line;
  const last = source.getLineAndCharacterOfPosition(node.getEnd()).line;
  const above = /^\s*(?:\/\/|\/?\*+)\s*([^\s*/].*?)\s*(?:\*\/)?$/.exec(lines[first - 1] ?? '');
  if (above?.[1]) return above[1];
  const inside = /(?:^|[\s({;,])\/[/*]+\s*(\S.*?)\s*(?:\*\/|$)/m.exec(lines.slice(first, last + 1).join('\n'));
  return inside?.[1] ?? '';
};
