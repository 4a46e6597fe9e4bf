import { ts } from 'ts-morph';
import { memberName } from '../../scan/bindings.ts';
import type { CodePlace } from '../../scan/code-place.ts';
import { membersIn, nodesIn, type Member } from '../../scan/nodes-in.ts';
import type { Project } from '../../scan/project.ts';
import type { ScannedFile } from '../../scan/scanned-file.ts';
import type { RuleSettings } from '../rule.ts';
import { hasLegacyLink } from './legacy-link.ts';
import { sdkMethodOf } from './sdk-arguments.ts';
import { SdkClients } from './sdk-clients.ts';
import { sdkConstructor, type SdkConstructor } from './sdk-constructor.ts';

/** The code of one package: its clients change together, with the version it depends on. */
export interface SdkUnit {
  /** The path of its `package.json`, or nothing. */
  readonly manifest: string;
  /** Of the SDK that the code is written for. */
  readonly major: number;
  /** The clients mint link tokens, and stay as they are. */
  readonly kept: boolean;
  readonly constructors: readonly SdkConstructor[];
  readonly places: readonly CodePlace[];
  readonly clients: SdkClients;
}

/** Whether a text may hold the code of a client: cheap. */
export function mayUseSdk(text: string): boolean {
  return TELLING.test(text);
}

const TELLING =
  /['"]plaid['"]|\.\w*(?:Token|Account|Item|Transaction|Institution|Payment|Auth|Balance|Identity|Income|Categories|Report|Holdings|Liabilities)\w*\(/;

/** Clients of plaid 6 to 8 mint link tokens: only what a migration touches anyway is raised unasked. */
function isKept(unit: Omit<SdkUnit, 'kept'>, project: Project, settings: RuleSettings): boolean {
  const { constructors, major } = unit;
  const areObjects = constructors.every(({ form }) => form === 'object');
  if (!areObjects || major < 6 || major > 8) return false;
  if (settings.sdk !== undefined) return settings.sdk === 'keep';
  return !hasLegacyLink(project, settings) || !isWhole(unit);
}

/** Clients are raised with all their calls, and none of those in code that does not parse. */
function isWhole(unit: Omit<SdkUnit, 'kept'>): boolean {
  const broken = unit.places.filter(({ script }) => script.syntaxErrors.length > 0);
  return !broken.some(
    (place) =>
      unit.constructors.some((each) => each.place.script === place.script) ||
      clientUses(unit, place).length > 0,
  );
}

/** The packages of a tree that make old clients, which are to become current ones or mint link tokens. */
export function sdkUnits(project: Project, settings: RuleSettings): readonly SdkUnit[] {
  const byManifest = new Map<string, { constructors: SdkConstructor[]; places: CodePlace[] }>();
  const seen = new Set<string>();
  const add = (file: ScannedFile): void => {
    if (seen.has(file.path) || file.kind !== 'script' || !mayUseSdk(file.text)) return;
    seen.add(file.path);
    const manifest = project.manifestOf(file.path)?.path ?? '';
    const unit = byManifest.get(manifest) ?? { constructors: [], places: [] };
    byManifest.set(manifest, unit);
    for (const script of file.scripts) {
      const place: CodePlace = { file, script, project };
      unit.places.push(place);
      unit.constructors.push(...constructorsIn(place, majorOf(project, file.path)));
    }
  };
  for (const file of project.files.values()) add(file);
  // Who imports a client need not name Plaid.
  for (const { constructors } of byManifest.values()) {
    for (const { place } of constructors) {
      const name = moduleName(place.file.path);
      if (!/plaid/i.test(name)) for (const file of project.mentioning(name)) add(file);
    }
  }
  return [...byManifest].flatMap(([manifest, { constructors, places }]) => {
    const [first] = constructors;
    if (first === undefined) return [];
    const declared = majorOf(project, first.place.file.path);
    const areObjects = constructors.every(({ form }) => form === 'object');
    const major = declared ?? (areObjects ? 7 : 2);
    const clients = new SdkClients();
    nameClients(clients, places);
    const unit = { manifest, major, constructors, places, clients };
    return [{ ...unit, kept: isKept(unit, project, settings) }];
  });
}

/** The major version of the SDK that the nearest package.json asks for. */
function majorOf(project: Project, path: string): number | undefined {
  const range = project.manifestOf(path)?.dependencies.get('plaid');
  const major = range === undefined ? undefined : /\d+/.exec(range)?.[0];
  return major === undefined ? undefined : Number(major);
}

function constructorsIn(place: CodePlace, major: number | undefined): SdkConstructor[] {
  if (!place.file.text.includes('Client')) return [];
  return nodesIn(place.script.source, ts.SyntaxKind.NewExpression, ts.isNewExpression).flatMap(
    (node) => sdkConstructor(node, place, major) ?? [],
  );
}

/** Names that clients go by: of variables, of members (`req.plaid = client`), of properties. */
function nameClients(clients: SdkClients, places: readonly CodePlace[]): void {
  for (const place of places) {
    for (const node of nodesIn(place.script.source, NAMING, isNaming)) {
      const [name, value] = namedValue(node);
      if (name !== undefined && value !== undefined && clients.isClient(value, place)) {
        clients.addName(name);
      }
    }
  }
}

const NAMING = [
  ts.SyntaxKind.VariableDeclaration,
  ts.SyntaxKind.BinaryExpression,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.ShorthandPropertyAssignment,
];

type Naming =
  | ts.VariableDeclaration
  | ts.BinaryExpression
  | ts.PropertyAssignment
  | ts.ShorthandPropertyAssignment;

function isNaming(node: ts.Node): node is Naming {
  return NAMING.includes(node.kind);
}

function namedValue(node: Naming): readonly [string | undefined, ts.Node | undefined] {
  if (ts.isVariableDeclaration(node)) {
    return ts.isIdentifier(node.name) ? [node.name.text, node.initializer] : nothing;
  }
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return nothing;
    const name = ts.isIdentifier(node.left) ? node.left.text : memberName(node.left);
    return name === 'exports' ? nothing : [name, node.right];
  }
  if (ts.isPropertyAssignment(node)) return [node.name.getText(), node.initializer];
  return [node.name.text, node.name];
}

const nothing = [undefined, undefined] as const;

/** The last part of a path that says which file it is. */
function moduleName(path: string): string {
  const parts = path.replace(/(\/index)?\.[cm]?[jt]sx?$/, '').split('/');
  return parts.at(-1) ?? path;
}

/** A use of a method of a client. */
export interface ClientUse {
  readonly place: CodePlace;
  /** `client.getItem`, `client[name]` */
  readonly member: Member;
  /** Undefined where the method is only named: bound, handed on. */
  readonly call: ts.CallExpression | undefined;
  /** Undefined for a method that the running program chooses. */
  readonly name: string | undefined;
}

/** Every use of a method of a client in a script. */
export function clientUses(unit: Pick<SdkUnit, 'clients'>, place: CodePlace): readonly ClientUse[] {
  const members = membersIn(place.script.source);
  // What one method tells of `client`, it tells of all that are called so in the file.
  for (const member of members) {
    const { expression } = member;
    if (ts.isIdentifier(expression) && useOf(member, unit, place)?.call !== undefined) {
      unit.clients.addName(expression.text, place);
    }
  }
  return members.flatMap((member) => useOf(member, unit, place) ?? []);
}

function useOf(
  member: Member,
  { clients }: Pick<SdkUnit, 'clients'>,
  place: CodePlace,
): ClientUse | undefined {
  const name = memberName(member);
  const { parent } = member;
  const call = ts.isCallExpression(parent) && parent.expression === member ? parent : undefined;
  if (name === undefined) {
    const isChosen = call !== undefined && clients.isClient(member.expression, place);
    return isChosen ? { place, member, call, name } : undefined;
  }
  if (sdkMethodOf(name) === undefined) return undefined;
  const isOurs =
    call === undefined
      ? clients.isClient(member.expression, place)
      : clients.isCallOf(member.expression, name, place);
  return isOurs ? { place, member, call, name } : undefined;
}
