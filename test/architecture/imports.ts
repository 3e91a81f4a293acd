/** What a source file imports, with the line of each import: statements, re-exports and `import()` of a literal. */
import ts from 'typescript';

export type Import = {
  readonly specifier: string;
  readonly node: ts.Node;
  /** Nothing of it is left at run time. */
  readonly typeOnly: boolean;
  /** Imported names of values as the other module calls them: `default`, `*` for everything. */
  readonly names: readonly { readonly imported: string; readonly local: string }[];
};

export const importsOf = (source: ts.SourceFile): readonly Import[] => {
  const found: Import[] = [];
  const visit = (node: ts.Node): void => {
    const one = importAt(node);
    if (one) found.push(one);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
};

const importAt = (node: ts.Node): Import | undefined => {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const names = namesOf(node.importClause);
    const typeOnly = node.importClause !== undefined && (names.length === 0 || isTypeClause(node.importClause));
    return { specifier: node.moduleSpecifier.text, node, typeOnly, names: typeOnly ? [] : names };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
    return { specifier: node.moduleSpecifier.text, node, typeOnly: node.isTypeOnly, names: [{ imported: '*', local: '' }] };
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    if (specifier && ts.isStringLiteralLike(specifier))
      return { specifier: specifier.text, node, typeOnly: false, names: [{ imported: '*', local: '' }] };
  }
  return undefined;
};

const isTypeClause = (clause: ts.ImportClause): boolean => clause.phaseModifier === ts.SyntaxKind.TypeKeyword;

const namesOf = (clause: ts.ImportClause | undefined): Import['names'] => {
  const bindings = clause?.namedBindings;
  const named =
    bindings === undefined
      ? []
      : ts.isNamespaceImport(bindings)
        ? [{ imported: '*', local: bindings.name.text }]
        : bindings.elements
            .filter((element) => !element.isTypeOnly)
            .map((element) => ({ imported: (element.propertyName ?? element.name).text, local: element.name.text }));
  return clause?.name ? [{ imported: 'default', local: clause.name.text }, ...named] : named;
};
