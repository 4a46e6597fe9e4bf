import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { componentAround, propUses, type Component } from '../../scan/component.ts';
import { usesOfComponent } from '../../scan/component-uses.ts';
import { staticObjects } from '../../scan/prop-defaults.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { readLinkConfig, type ConfigEntry, type LinkConfig } from '../options/link-config.ts';

type ReactComponent = Extract<Component, { kind: 'react' }>;

/** Reads the options that an element gives as attributes. */
type ReadAttributes = (element: ts.JsxOpeningLikeElement, place: CodePlace) => LinkConfig;

/**
 * The options in `{...this.props}`, `{...props}` and `{...rest}`: what parents give the component around,
 * and its defaultProps. Undefined for every other expression.
 */
export function handedOptions(
  expression: ts.Expression,
  place: CodePlace,
  read: ReadAttributes,
): LinkConfig | undefined {
  const component = componentAround(expression, place);
  if (component?.kind !== 'react') return undefined;
  const named = namedBeside(expression, component);
  if (named === undefined || reading.has(component.node)) return undefined;
  reading.add(component.node);
  try {
    return readHanded(expression, component, named, read);
  } finally {
    reading.delete(component.node);
  }
}

/** Components that are being read: two may stand in each other. */
const reading = new Set<ts.Node>();

function readHanded(
  expression: ts.Expression,
  component: ReactComponent,
  named: ReadonlySet<string>,
  read: ReadAttributes,
): LinkConfig {
  const { place } = component;
  const uses = usesOfComponent(component).flatMap((use) =>
    use.kind === 'jsx' && !isInside(use.element, component) ? [read(use.element, use.place)] : [],
  );
  const defaults = staticObjects(component, 'defaultProps').map((each) =>
    readLinkConfig(each, place),
  );
  const isGivenBy = (config: LinkConfig, option: string): boolean =>
    config.entries.some((each) => each.option === option);
  const entries = [...uses, ...defaults]
    .flatMap((config) => config.entries)
    .filter(({ option }) => !named.has(option))
    .map((entry): ConfigEntry => {
      const isAlways =
        uses.every((each) => isGivenBy(each, entry.option)) ||
        defaults.some((each) => isGivenBy(each, entry.option));
      return isAlways ? entry : sometimes(entry);
    });
  return {
    entries,
    unknown:
      uses.length === 0 ? [{ node: expression, place }] : uses.flatMap((each) => each.unknown),
    readElsewhere: new Set(propUses(component).reads.keys()),
  };
}

function sometimes(entry: ConfigEntry): ConfigEntry {
  return { ...entry, given: 'sometimes' };
}

function isInside(node: ts.Node, component: ReactComponent): boolean {
  return ts.findAncestor(node, (each) => each === component.node) !== undefined;
}

/** The props that are taken out by name before the rest is spread; undefined where it is not props. */
function namedBeside(
  expression: ts.Expression,
  { node, place }: ReactComponent,
): ReadonlySet<string> | undefined {
  if (expression.getText(place.script.source) === 'this.props') return new Set();
  if (!ts.isIdentifier(expression)) return undefined;
  const declaration = symbolsOf(place.script).symbolOf(expression)?.declarations?.[0];
  if (declaration === undefined) return undefined;
  const first = ts.isClassLike(node) ? undefined : node.parameters[0];
  if (declaration === first) return new Set();
  if (!ts.isBindingElement(declaration) || declaration.dotDotDotToken === undefined) {
    return undefined;
  }
  const pattern = declaration.parent;
  if (!ts.isObjectBindingPattern(pattern)) return undefined;
  const holder = pattern.parent;
  const isOfProps =
    holder === first ||
    (ts.isVariableDeclaration(holder) &&
      /^(this\.)?props$/.test(holder.initializer?.getText(place.script.source) ?? ''));
  if (!isOfProps) return undefined;
  return new Set(
    pattern.elements
      .filter((each) => each !== declaration)
      .map((each) => (each.propertyName ?? each.name).getText(place.script.source)),
  );
}
