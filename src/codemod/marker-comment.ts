/** How a comment of one line opens and closes, by the place it stands in. */
const delimiters = {
  line: ['// ', ''],
  jsx: ['{/* ', ' */}'],
  html: ['<!-- ', ' -->'],
  pug: ['//- ', ''],
  slim: ['/ ', ''],
  haml: ['-# ', ''],
  hash: ['# ', ''],
} as const;

/** The comment a place takes: code, children of a JSX element, markup, settings files. */
export type CommentSyntax = keyof typeof delimiters;

const PREFIX = 'TODO(plaid-migrate):';

/** How the marker of a rule starts, in any syntax: by this a later run finds it. */
export function markerStart(rule: string): string {
  return `${PREFIX} [${rule}]`;
}

/**
 * A marker as one line of the given syntax, without indentation and line end. `inMarkup`: the comment
 * stands in a page or template, whose tags mean something in comments of scripts, too.
 */
export function markerComment(
  syntax: CommentSyntax,
  rule: string,
  text: string,
  inMarkup: boolean,
): string {
  const line = oneLine(text);
  const [open, close] = delimiters[syntax];
  return `${open}${markerStart(rule)} ${inMarkup ? withoutTags(line) : line}${close}`;
}

/** One line that does not end the comment. */
function oneLine(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .replaceAll('*/', '* /');
}

/**
 * What would end an HTML comment or the script around it (`</script>`), or be run by a template engine
 * (`<%`, `{{`, `{%`, `{!!`, Blade's `@`), is pulled apart by a space.
 */
function withoutTags(text: string): string {
  return text
    .replaceAll(/--+/g, (dashes) => dashes.split('').join(' '))
    .replaceAll(/<(?=[/%?!])|[%?](?=>)|\{(?=[{%!#])|[}%!](?=\})|@(?=\w)/g, '$& ');
}
