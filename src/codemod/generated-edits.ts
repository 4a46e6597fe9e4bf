import { unreachable } from '../core/errors.ts';
import type { Project } from '../scan/project.ts';
import type { ScannedFile, Script } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import { addedImport } from '../rules/edits/added-import.ts';
import { fileStyle, type FileStyle } from '../scan/file-style.ts';
import { hooksOfLinkComponent, linkComponentCode } from '../generate/link-component.ts';
import { linkFormEdit } from '../generate/link-form.ts';
import { linkHandlerCode } from '../generate/link-handler.ts';
import { HOOKS_OF_LINK_HOOK, linkHookCode } from '../generate/link-hook.ts';
import { linkWebviewCode } from '../generate/link-webview.ts';
import { linkTokenMemberEdits } from '../generate/link-token-member.ts';
import type { LinkTokenEndpointCode } from '../generate/link-token-endpoint-code.ts';
import { linkTokenEndpointCode, typesOfEndpoint } from '../generate/link-token-endpoint.ts';
import { nativeLinkCode, nativeLinkComponentCode } from '../generate/native-link.ts';
import { reactHooks } from '../generate/react-imports.ts';
import { sdkAnswerCode } from '../generate/sdk-answer.ts';
import type { GeneratedCode } from '../generate/generated-code.ts';

/**
 * The edits that put `wanted` into the file, in its own style. Pieces of one kind, name and scope are
 * written once, before the first statement that needs them.
 */
export function generatedEdits(
  file: ScannedFile,
  wanted: readonly GeneratedCode[],
  project: Project,
): TextEdit[] {
  const edits: TextEdit[] = [];
  const manifest = project.manifestOf(file.path);
  const types = manifest?.dependencies.has('@types/plaid-link') === true ? 'plaid-link' : 'none';
  const pieces = merged(wanted);
  for (const code of pieces) {
    if (code.kind === 'link-form') {
      edits.push(linkFormEdit(code, file));
      continue;
    }
    const script = file.scripts.find((each) => isIn(each, code));
    if (script === undefined) continue;
    const style = { ...fileStyle(script), lineEnd: lineEndOf(file.text) };
    const indentation = indentationAt(file.text, code.at);
    edits.push(...clientImport(code, script, style));
    const put = (text: string): void => {
      const before = `${text.slice(indentation.length)}${style.lineEnd}${indentation}`;
      edits.push({ start: code.at, end: code.at, text: before });
    };
    switch (code.kind) {
      case 'link-handler':
        put(linkHandlerCode(code, style, types, indentation));
        break;
      case 'link-hook':
      case 'link-component': {
        const hooks = reactHooks(script, style, hooksOf(pieces, script));
        edits.push(...hooks.edits);
        if (code.kind === 'link-hook') put(linkHookCode(code, style, hooks.names, indentation));
        else put(linkComponentCode(code, style, hooks.names, indentation));
        break;
      }
      case 'link-webview':
        put(linkWebviewCode(code, style, indentation));
        break;
      case 'native-link':
        put(nativeLinkCode(code, style, indentation));
        break;
      case 'native-link-component':
        put(nativeLinkComponentCode(code, style, indentation));
        break;
      case 'link-token-member':
        edits.push(...linkTokenMemberEdits(code, script, style));
        break;
      case 'sdk-answer':
        put(
          `${blankLineAbove(file.text, code.at, style)}${sdkAnswerCode(code, style, indentation)}${style.lineEnd}`,
        );
        break;
      case 'link-token-endpoint': {
        const line = code.shape.kind === 'route' ? code.shape.beside : code.at;
        const text = linkTokenEndpointCode(code, style, indentationOfLine(file.text, line));
        const behind = lineBefore(code, style) + text;
        edits.push({ start: code.at, end: code.at, text: behind });
        const sdkTypes = style.typescript ? typesOfEndpoint(code).join(', ') : '';
        if (sdkTypes !== '') {
          edits.push(
            addedImport({ module: 'plaid', name: sdkTypes, local: sdkTypes }, script, style),
          );
        }
        break;
      }
      default:
        return unreachable(code);
    }
  }
  return edits;
}

/** What stands between the exchange and the endpoint behind it. */
function lineBefore({ shape }: LinkTokenEndpointCode, { lineEnd }: FileStyle): string {
  if (shape.kind === 'link') return lineEnd;
  const comma = shape.kind === 'sibling' && shape.isEntry ? ',' : '';
  return `${comma}${lineEnd}${lineEnd}`;
}

/** What all pieces in a script need of React: it is imported once. */
function hooksOf(pieces: readonly GeneratedCode[], script: Script): readonly string[] {
  const hooks = pieces.flatMap((code) => {
    if (code.kind === 'link-hook' && isIn(script, code)) return HOOKS_OF_LINK_HOOK;
    return code.kind === 'link-component' && isIn(script, code) ? hooksOfLinkComponent(code) : [];
  });
  return [...new Set(hooks)].toSorted();
}

function isIn({ blocks }: Script, { at }: { readonly at: number }): boolean {
  return blocks.some(({ start, end }) => start <= at && at <= end);
}

function clientImport(code: GeneratedCode, script: Script, style: FileStyle): TextEdit[] {
  if (!('source' in code)) return [];
  const { client } = code.source;
  if (client.kind === 'fetch' || client.from === undefined) return [];
  return [addedImport({ ...client.from, local: client.name }, script, style)];
}

/** Code that says nothing of its uses, and stands before the first of them. */
const AT_FIRST_USE: ReadonlySet<GeneratedCode['kind']> = new Set([
  'sdk-answer',
  'native-link-component',
  'link-webview',
]);

function merged(wanted: readonly GeneratedCode[]): GeneratedCode[] {
  const pieces = new Map<string, GeneratedCode>();
  for (const code of wanted) {
    const key = `${code.kind} ${code.name} ${code.scope}`;
    const known = pieces.get(key);
    if (known === undefined) {
      pieces.set(key, code);
      continue;
    }
    const at = Math.min(known.at, code.at);
    if (known.kind === 'link-component' && code.kind === 'link-component') {
      const takes = [...new Set([...known.takes, ...code.takes])];
      pieces.set(key, { ...known, at, takes });
    }
    if (known.kind === 'native-link' && code.kind === 'native-link') {
      const given = known.given === code.given ? known.given : 'sometimes';
      pieces.set(key, { ...known, at, given });
    }
    if (AT_FIRST_USE.has(known.kind)) {
      pieces.set(key, { ...known, at });
    }
    if (!('token' in known) || !('token' in code)) continue;
    const token = {
      given: known.token.given || code.token.given,
      stored: known.token.stored || code.token.stored,
      returns: known.token.returns || code.token.returns,
    };
    pieces.set(key, { ...known, at, token });
  }
  return [...pieces.values()];
}

/** A line end where a statement stands right above. */
function blankLineAbove(text: string, position: number, style: FileStyle): string {
  const above = text.slice(0, text.lastIndexOf('\n', position - 1) + 1);
  return above === '' || /\n[ \t]*\r?\n$/.test(above) ? '' : style.lineEnd;
}

function lineEndOf(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The indentation of the line a position is in. */
function indentationOfLine(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function indentationAt(text: string, position: number): string {
  const line = text.slice(text.lastIndexOf('\n', position - 1) + 1, position);
  return /^[ \t]*$/.test(line) ? line : '';
}
