import { ts } from 'ts-morph';
import type { AngularComponent } from '../../scan/angular-component.ts';
import type { Placed } from '../../scan/code-place.ts';
import { definitionOf } from '../../scan/definition.ts';
import { stepOf } from './ngx-token-source.ts';
import type { FileEdit } from '../rule.ts';

/** `ngOnInit`, behind the constructor or the properties, with the interface and its import. */
export function addedOnInit(
  component: AngularComponent,
  method: string,
  indentation: string,
): FileEdit[] {
  const { node, place } = component;
  const { path, text } = place.file;
  const constructor = node.members.find(ts.isConstructorDeclaration);
  const properties = node.members.filter(ts.isPropertyDeclaration);
  const before = constructor ?? properties.at(-1);
  const step = stepOf(indentation);
  const inherited = onInitOfBase(component) === 'there' ? [`${step}super.ngOnInit();`] : [];
  const lines = ['ngOnInit(): void {', ...inherited, `${step}this.${method}();`, '}'];
  const code = lines.map((line) => `\n${indentation}${line}`);
  // Behind the property that is added there.
  const isFirst = before === undefined && node.members.length > 0;
  const start = before?.end ?? (isFirst ? node.members.pos : node.end - 1);
  const member = isFirst ? `${code.join('')}\n` : `\n${code.join('')}`;
  const edits: FileEdit[] = [{ path, start, end: start, text: member }];
  const imported = importOfCore(place.script.source);
  const last = imported?.elements.at(-1);
  if (last === undefined) return edits;
  if (imported?.elements.every(({ name }) => name.text !== 'OnInit') === true) {
    edits.push({ path, start: last.end, end: last.end, text: ', OnInit' });
  }
  const clause = node.heritageClauses?.find(
    ({ token }) => token === ts.SyntaxKind.ImplementsKeyword,
  );
  const header = clause ?? node.heritageClauses?.at(-1) ?? node.name;
  if (header === undefined) return edits;
  const isListed = clause !== undefined;
  edits.push({
    path,
    start: header.end,
    end: header.end,
    text: isListed
      ? ', OnInit'
      : `${/\s$/.test(text.slice(0, header.end)) ? '' : ' '}implements OnInit`,
  });
  return edits;
}

/** Whether the class that a component without an `ngOnInit` extends has one, which its own would hide. */
export function onInitOfBase({
  node,
  place,
}: Pick<AngularComponent, 'node' | 'place'>): 'there' | 'none' | 'unknown' {
  const seen = new Set<ts.Node>();
  let at: Placed = { node, place };
  while (ts.isClassLike(at.node) && !seen.has(at.node)) {
    seen.add(at.node);
    if (at.node.members.some((each) => each.name?.getText() === 'ngOnInit')) {
      return at.node === node ? 'none' : 'there';
    }
    const clause = at.node.heritageClauses?.find(
      (each) => each.token === ts.SyntaxKind.ExtendsKeyword,
    );
    const [base] = clause?.types ?? [];
    if (base === undefined) return 'none';
    const found = definitionOf(base.expression, at.place);
    if (found === undefined) return 'unknown';
    at = found;
  }
  return 'unknown';
}

function importOfCore(source: ts.SourceFile): ts.NamedImports | undefined {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier))
      continue;
    const named = statement.importClause?.namedBindings;
    const isCore = statement.moduleSpecifier.text === '@angular/core';
    if (isCore && named !== undefined && ts.isNamedImports(named)) return named;
  }
  return undefined;
}
