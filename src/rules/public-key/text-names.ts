import { isKeyWord, keyName, type KeyName } from './key-name.ts';

/** The names in template tags: `<%= PLAID_KEY %>`, `<%= ENV["PLAID_KEY"] %>`, `{{ .plaid_key }}`. */
export function namesInText(text: string): KeyName[] {
  const tags = [...text.matchAll(/<%[=-]?([\s\S]*?)%>|\{\{\{?([\s\S]*?)\}\}|[#$!]\{([\s\S]*?)\}/g)];
  const bodies = tags.map((tag) => tag[1] ?? tag[2] ?? tag[3] ?? '');
  // The value of a bound attribute is an expression itself.
  if (bodies.length === 0 && /^[\w$.]+$/.test(text)) bodies.push(text);
  return bodies.flatMap((body) => {
    const words = (body.match(/[A-Za-z_$][\w$-]*/g) ?? []).filter(isKeyWord);
    const saying = words.filter((each) => /key|pub|pk/i.test(each));
    return (saying.length > 0 ? saying : words.slice(-1)).map((each) => keyName(each));
  });
}
