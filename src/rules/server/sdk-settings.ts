import { ts } from 'ts-morph';
import type { CodePlace } from '../../scan/code-place.ts';
import { symbolsOf } from '../../scan/symbols.ts';
import { canGo } from '../public-key/can-go.ts';
import { isPure } from '../edits/pure-expression.ts';
import { removeDeclarations } from '../edits/remove-declarations.ts';
import type { FileEdit } from '../rule.ts';

/**
 * Takes out the variables that only `gone` code used and that held the options of a client, or a setting
 * which has to be there: `envvar.string('PLAID_PUBLIC_KEY')` throws without it, though nothing needs it any more.
 */
export function removeSettings(gone: readonly ts.Node[], place: CodePlace): FileEdit[] {
  const unused = gone.flatMap((node) => {
    const declared = ts.isIdentifier(node)
      ? symbolsOf(place.script).symbolOf(node)?.declarations?.[0]
      : undefined;
    if (declared === undefined || !ts.isVariableDeclaration(declared)) return [];
    const { name, initializer } = declared;
    if (!ts.isIdentifier(name) || initializer === undefined) return [];
    const isUnused = symbolsOf(place.script)
      .usesOf(name)
      .every((use) => use === name || gone.includes(use));
    // The entries of options stand in the new client.
    const isMoved = ts.isObjectLiteralExpression(initializer);
    const isSetting = isMoved || (!isPure(initializer) && canGo(initializer));
    const isPrivate =
      ts.isVariableStatement(declared.parent.parent) &&
      ts.getModifiers(declared.parent.parent) === undefined;
    return isUnused && isSetting && isPrivate ? [declared] : [];
  });
  return removeDeclarations(unused, place);
}
