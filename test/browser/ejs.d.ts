declare module 'ejs' {
  export function render(text: string, values: Readonly<Record<string, unknown>>): string;
}
