import { blank } from './masking.ts';

/** What Flow writes and TypeScript does not read (flow.org/en/docs/types), a piece a line. */
const pieces = [
  // Exact objects: {| a: string |}
  /(?<=\{)\||\|(?=\})/g,
  // Variance: { +a: string }
  /(?<=[{,;]\s*)[+-](?=\w+\??:)/g,
  // Casts: (a: any)
  /(?<=(?<![\w$)\]>])\(\s*[\w$][\w$.]*(?:\([^()]*\))?)\s*:\s*[\w$.<>|&?[\]{}, ]+(?=\)(?!\s*(?:=>|:|\{)))/g,
  // Types of other modules: import typeof A from 'a'
  /(?<=\bimport\s+)typeof\b(?!\s*from\b)/g,
  /\bopaque(?=\s+type\b)/g,
] as const;

/** Bounds of type parameters: function f<T: Object>(…) */
const parameters =
  /(\b(?:function\b\*?\s*\w*|(?:type|class|interface)\s+\w+)\s*<)([^<>()=]*)(?=>)/g;

/** Code with types of Flow as TypeScript reads it; no position moves. Undefined without `@flow`. */
export function withoutFlow(code: string): string | undefined {
  if (!/@flow\b/.test(code)) return undefined;
  const unbound = code.replaceAll(
    parameters,
    (_, head: string, list: string) => head + list.replaceAll(/:[^,]*/g, blank),
  );
  return pieces.reduce((text, piece) => text.replaceAll(piece, blank), unbound);
}
