import path from 'node:path';
import { ts } from 'ts-morph';
import { bare } from './bindings.ts';
import type { CodePlace } from './code-place.ts';
import type { Project } from './project.ts';
import type { Range, ScannedFile } from './scanned-file.ts';
import { optionOf } from './vue-component.ts';

/** A class with `@Component(…)`. */
export interface AngularComponent {
  readonly node: ts.ClassDeclaration;
  readonly place: CodePlace;
  /** What the decorator is given. */
  readonly settings: ts.ObjectLiteralExpression;
}

/** A template with the component that it belongs to. */
export interface AngularTemplate {
  readonly component: AngularComponent;
  readonly file: ScannedFile;
  readonly range: Range;
}

/** The components of a script. */
export function angularComponentsIn(place: CodePlace): readonly AngularComponent[] {
  return place.script.source.statements.flatMap((node): AngularComponent[] => {
    if (!ts.isClassDeclaration(node)) return [];
    for (const { expression } of ts.getDecorators(node) ?? []) {
      if (!ts.isCallExpression(expression)) continue;
      const [settings] = expression.arguments;
      const isMeant = expression.expression.getText(place.script.source) === 'Component';
      if (isMeant && settings !== undefined && ts.isObjectLiteralExpression(settings)) {
        return [{ node, place, settings }];
      }
    }
    return [];
  });
}

/** The templates that stand in a file: its own as a page, or those in the strings of its components. */
export function angularTemplatesIn(
  file: ScannedFile,
  project: Project,
): readonly AngularTemplate[] {
  if (file.kind === 'markup') {
    const name = path.posix.basename(file.path);
    return project
      .mentioning(name)
      .filter((each) => each.kind === 'script')
      .flatMap((each) => componentsIn(each, project))
      .filter((component) => templateUrlOf(component) === file.path)
      .map((component) => ({ component, file, range: { start: 0, end: file.text.length } }));
  }
  return componentsIn(file, project).flatMap((component): AngularTemplate[] => {
    const template = valueOf(component, 'template');
    if (template === undefined || !ts.isStringLiteralLike(template)) return [];
    const start = template.getStart(component.place.script.source) + 1;
    return [{ component, file, range: { start, end: template.end - 1 } }];
  });
}

function componentsIn(file: ScannedFile, project: Project): AngularComponent[] {
  return file.scripts.flatMap((script) => angularComponentsIn({ file, script, project }));
}

function templateUrlOf(component: AngularComponent): string | undefined {
  const url = valueOf(component, 'templateUrl');
  if (url === undefined || !ts.isStringLiteralLike(url)) return undefined;
  return path.posix.join(path.posix.dirname(component.place.file.path), url.text);
}

/** A setting of the decorator. */
export function valueOf({ settings }: AngularComponent, name: string): ts.Node | undefined {
  const property = optionOf(settings, name);
  return property !== undefined && ts.isPropertyAssignment(property)
    ? bare(property.initializer)
    : undefined;
}

/** A member of a class, also one that its constructor declares. */
export function memberOfClass(
  node: ts.ClassDeclaration,
  name: string,
): ts.ClassElement | ts.ParameterDeclaration | undefined {
  const own = node.members.find((each) => each.name?.getText() === name);
  return own ?? injectedInto(node).find((each) => each.name.getText() === name);
}

/** The parameters of the constructor that are members: `private http: HttpClient`. */
export function injectedInto(node: ts.ClassDeclaration): readonly ts.ParameterDeclaration[] {
  const constructor = node.members.find(ts.isConstructorDeclaration);
  return (constructor?.parameters ?? []).filter((each) => (each.modifiers ?? []).length > 0);
}
