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
