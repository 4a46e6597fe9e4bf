/** A question that is answered once for each object; the answer is kept as long as the object. */
export function onceEach<Key extends object, Answer>(
  answerFor: (key: Key) => Answer,
): (key: Key) => Answer {
  const known = new WeakMap<Key, { readonly answer: Answer }>();
  return (key) => {
    const found = known.get(key) ?? { answer: answerFor(key) };
    known.set(key, found);
    return found.answer;
  };
}

/** The same for names: the answers are kept as long as the function. */
export function onceEachName<Answer>(
  answerFor: (name: string) => Answer,
): (name: string) => Answer {
  const known = new Map<string, { readonly answer: Answer }>();
  return (name) => {
    const found = known.get(name) ?? { answer: answerFor(name) };
    known.set(name, found);
    return found.answer;
  };
}
