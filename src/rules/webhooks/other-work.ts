/** Functions and routes around webhooks that take none say so in one word. */
const OTHER_WORK =
  /^(?:verif\w*|validat\w*|updat\w*|set|sett\w*|fir(?:e|ing)|creat\w*|generat\w*|regist\w*|simulat\w*|tests?|mock|send|get|fetch|delet\w*|remov\w*|lists?|urls?|config\w*|sign\w*|resets?|subscri\w*|trigger)$/i;

/** Whether the name of a function or a route says that it takes no webhooks, though it is about them. */
export function isOtherWork(name: string): boolean {
  return name.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/).some((word) => OTHER_WORK.test(word));
}

/** Looks who is signed in, which no webhook of Plaid's says. */
const ASKS_WHO =
  /headers?\??\.?[([]?(?:get\()?\s*['"`]?authorization\b|\b(?:getServerSession|getSession|auth\.getUser)\(/i;

/** Mints link tokens, or exchanges public tokens: pages call it. */
const LINKS =
  /\b(?:linkTokenCreate|createLinkToken|itemPublicTokenExchange|exchangePublicToken)\b|\/link\/token\/create|\/public_token\/exchange/;

/** Whether the text of a function shows that pages call it, and not Plaid. */
export function isForPages(text: string): boolean {
  return ASKS_WHO.test(text) || LINKS.test(text);
}
