import { render } from 'ejs';

/** What renders an app's templates. Of Jinja there are comments, values and `tojson`. */
export type TemplateEngine = 'ejs' | 'jinja';

/** Renders a template; a value it names and is not given is an error. */
export function renderTemplate(
  engine: TemplateEngine,
  text: string,
  values: Readonly<Record<string, unknown>>,
): string {
  if (engine === 'ejs') return render(text, values);
  return text
    .replace(/\{#.*?#\}/gs, '')
    .replace(/\{\{ *(\w+)(\|tojson)? *\}\}/g, (_, name: string, filter?: string) => {
      if (!(name in values)) throw new Error(`the template names ${name}, which is not there`);
      return filter === undefined ? String(values[name]) : JSON.stringify(values[name]);
    });
}
