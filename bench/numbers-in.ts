/** The numbers in a JSON object, by name; everything else in it is left out. */
export function numbersIn(json: string): Readonly<Record<string, number>> {
  const value: unknown = JSON.parse(json);
  if (typeof value !== 'object' || value === null) return {};
  const entries: [string, unknown][] = Object.entries(value);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
