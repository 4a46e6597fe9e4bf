import type { LinkTokenRequest } from '../plaid/link-token-request.ts';
import type { Project } from '../scan/project.ts';
import type { Range, ScannedFile } from '../scan/scanned-file.ts';
import type { TextEdit } from '../scan/text-edit.ts';
import type { NativeLinkApi } from './react-native/native-link-api.ts';
import type { Framework } from './server/framework.ts';

/**
 * How a site ends. `rewritten`: done. `needs-decision`: rewritten or not, a person must choose
 * something, and one marker says what. `manual`: reported with what to do, the code is untouched.
 */
export type Outcome = 'rewritten' | 'needs-decision' | 'manual';

/** One breaking change: finds it, explains it, and fixes it where that is safe. */
export interface Rule {
  /** Stable: printed in markers, findings and `--only`. */
  readonly id: string;
  /** One line, for lists and help. */
  readonly title: string;
  readonly severity: 'error' | 'warning' | 'note';
  /** Where on the road of the migration its sites stand. */
  readonly stage: Stage;
  /** Where Plaid documents the change. */
  readonly docs: string;
  /** Cheap: false for text that cannot hold a site. */
  mightApply(text: string): boolean;
  /** Every site in the file. Never throws for the user's code. */
  find(file: ScannedFile, project: Project, settings: RuleSettings): readonly Site[];
  /**
   * For what is unused once `made` are made, anywhere in the project: asked after all rules have found
   * their sites, and again when one of these cannot be made after all. Never throws for the user's code.
   */
  findLeftovers?(project: Project, made: readonly Site[]): readonly Site[];
}

/**
 * The stages of the road, in the order in which they are safe: handlers that know both webhook formats
 * before the tokens whose migration changes the format, the endpoint before the pages that ask it.
 */
export const stages = ['handlers', 'tokens', 'server', 'client'] as const;
export type Stage = (typeof stages)[number];

/** What the user told the rules. */
export interface RuleSettings {
  /** `--link-token-url`: where pages get their link token, instead of what the exchange call says. */
  readonly linkTokenUrl?: string;
  /** `--sdk keep`: clients that can mint link tokens (plaid 6 to 8) stay as they are. */
  readonly sdk?: 'current' | 'keep';
}

/** A place in the user's code that a rule is about. */
export interface Site {
  readonly rule: string;
  readonly path: string;
  /** What the finding points at. */
  readonly range: Range;
  readonly outcome: Outcome;
  /** What was found, and for `rewritten` what became of it. Never holds a key or a token. */
  readonly message: string;
  /** What a person does next; always there unless the outcome is `rewritten`. */
  readonly next?: string;
  /** Code to write in place of what stands there, in the language of the file, where a person writes it. */
  readonly replacement?: string;
  /** Where it stands on the road, where that is not the stage of its rule. */
  readonly stage?: Stage;
  /** Applied together or not at all; empty for `manual`. */
  readonly edits: readonly FileEdit[];
  /** Sites with the same word here are made together or not at all. */
  readonly together?: string;
  /** Put above the statement that holds `range`. Always there for `needs-decision`. */
  readonly marker?: Marker;
  /** Code the edits call, written once a file (or once a tree) however many sites ask for it. */
  readonly generates?: readonly GeneratedCode[];
  /** The options that left the browser, for the server's `/link/token/create`. */
  readonly request?: LinkTokenRequest;
  /** Files that are not there yet, written with the edits. */
  readonly creates?: readonly CreatedFile[];
  /** The requests that a file of `creates`, or a route that turned, makes. */
  readonly answers?: readonly LinkTokenRequest[];
  /** Packages whose version must rise for the rewritten code to work. */
  readonly packages?: readonly PackageDemand[];
}

/** An edit of the site's own file, or of another that follows it. */
export interface FileEdit extends TextEdit {
  readonly path: string;
}

/** A new file of the user's tree. */
export interface CreatedFile {
  readonly path: string;
  readonly text: string;
}

/** `// TODO(plaid-migrate): [rule-id] text`, in the comment syntax of the place. */
export interface Marker {
  readonly path: string;
  /** A position in the statement, tag or attribute the marker belongs above. */
  readonly position: number;
  /** One line, without the prefix. */
  readonly text: string;
}

/** A dependency of the nearest `package.json`. `version` undefined: not needed any more. */
export interface PackageDemand {
  readonly name: string;
  readonly version: string | undefined;
}

/** Where the page asks for its link token. */
export interface LinkTokenSource {
  /** An expression as it stands in the generated code: `'/api/create_link_token'`. */
  readonly url: string;
  /** The HTTP client of the app's own exchange call, so that its headers and cookies go along. */
  readonly client: HttpClient;
  /** Entries of the client's options that say who the user is (`credentials: 'include'`), as source text. */
  readonly options: readonly string[];
  /** Which of several link configurations this is; undefined for the only one. */
  readonly configuration: string | undefined;
  /** The field of Mutation that gives the token, where a GraphQL server is asked. */
  readonly mutation?: string;
}

/** A request that pages ask for by a name of its own. */
export interface NamedRequest {
  readonly name: string;
  readonly request: LinkTokenRequest;
}

/** How a page talks to its server. `name` is what the file calls it (`axios`, `api`, `$`). */
export type HttpClient =
  | { readonly kind: 'fetch' }
  | {
      readonly kind: 'axios' | 'jquery';
      readonly name: string;
      /** Where the file does not have it yet: the module and the export (`default`) to import. */
      readonly from?: { readonly module: string; readonly name: string };
    }
  /** A server's function is called by its name. `name`: `Meteor`, `httpsCallable(functions, `. */
  | { readonly kind: 'meteor' | 'callable'; readonly name: string; readonly from?: undefined }
  /** The client of Apollo; `tag` makes a document. */
  | {
      readonly kind: 'apollo';
      readonly name: string;
      readonly tag: string;
      readonly from?: undefined;
    };

/**
 * Code that several sites share, put before the statement that starts at `at`. Pieces of one kind, name
 * and `scope` are written once, before the first statement that needs them.
 */
export type GeneratedCode =
  | {
      /** A function that takes the options of `Plaid.create` and returns a Link handler at once. */
      readonly kind: 'link-handler';
      readonly name: string;
      readonly at: number;
      /** Start of the function or file whose names the code needs. */
      readonly scope: number;
      /** How this file reaches Link: `Plaid`, `window.Plaid`, `(window as any).Plaid`. */
      readonly plaid: string;
      /** TypeScript takes what `Plaid.create` gives for anything. */
      readonly isAny?: boolean;
      /** The script makes several Links: the second argument, `linkName`, says which. */
      readonly takesName?: boolean;
      readonly source: LinkTokenSource;
      readonly token: TokenHandling;
    }
  | {
      /** A script element of a page: a button that opens Link, and a form that is submitted then. */
      readonly kind: 'link-form';
      /** The id of the button. */
      readonly name: string;
      /** End of the element it follows. */
      readonly at: number;
      /** Start of the tag it stands below. */
      readonly scope: number;
      /** The id of the form, as a JavaScript expression. */
      readonly formId: string;
      /** `nonce="…"`, for the policy of the page. */
      readonly nonce: string | undefined;
      /** The token the server renders into the page, as a JavaScript expression. */
      readonly given: string | undefined;
      readonly source: LinkTokenSource;
      readonly token: TokenHandling;
    }
  | {
      /** A member of a component that holds a link token, and the method that fetches it. */
      readonly kind: 'link-token-member';
      readonly framework: 'vue';
      /** The method. */
      readonly name: string;
      readonly member: string;
      /** The member is declared by an edit of the site. */
      readonly declared: boolean;
      /** Start of the options or the class. */
      readonly at: number;
      readonly scope: number;
      readonly source: LinkTokenSource;
      readonly token: TokenHandling;
    }
  | {
      /** A hook that takes the options of usePlaidLink without a token, and fetches one. */
      readonly kind: 'link-hook';
      readonly name: string;
      readonly at: number;
      /** Start of the function or file whose names the code needs. */
      readonly scope: number;
      /** What the file calls usePlaidLink. */
      readonly wraps: string;
      readonly source: LinkTokenSource;
      readonly token: TokenHandling;
    }
  | {
      /** A component that opens Link through a hook, in place of one of a package. */
      readonly kind: 'link-component';
      readonly name: string;
      readonly at: number;
      readonly scope: number;
      /** Whose props it has, and whose looks. */
      readonly props: LinkComponentProps;
      /** The name of the generated hook, or of usePlaidLink where every use has a token. */
      readonly hook: string;
      /** Props that few uses have, and code for them only where one does. */
      readonly takes: readonly RareProp[];
    }
  | {
      /** A function that opens Link of react-native-plaid-link-sdk with a token of the app's server. */
      readonly kind: 'native-link';
      readonly name: string;
      readonly at: number;
      readonly scope: number;
      readonly api: NativeLinkApi;
      /** What the script calls the functions of the package. */
      readonly calls: Readonly<Record<string, string>>;
      readonly source: LinkTokenSource;
      /** Whether the options bring a token of their own (update mode, payments). */
      readonly given: 'never' | 'sometimes' | 'always';
      /** `tokenConfig` has to say `noLoadingState`. */
      readonly wantsLoadingState: boolean;
    }
  | {
      /** A component in place of PlaidLink of react-native-plaid-link-sdk. */
      readonly kind: 'native-link-component';
      readonly name: string;
      readonly at: number;
      readonly scope: number;
      /** The function it calls. */
      readonly opens: string;
      readonly looks: 'button' | 'component' | 'touchable';
    }
  | {
      /** A component around a webview of React Native that shows Link with a token. */
      readonly kind: 'link-webview';
      readonly name: string;
      readonly at: number;
      readonly scope: number;
      /** What the script calls its webview. */
      readonly webview: string;
      /** What the script calls React's Component. */
      readonly component: string;
      readonly source: LinkTokenSource;
      /** Whose props it has. */
      readonly like: 'webview' | 'plaid-authenticator';
    }
  | {
      /** A function that hands the answer of the SDK's promises to a callback, as old SDKs did. */
      readonly kind: 'sdk-answer';
      readonly name: string;
      readonly at: number;
      readonly scope: number;
      /** Callbacks read `status_code`, which stood beside the fields of an error. */
      readonly statusCode: boolean;
      /** Errors have to be instances of Error, whose message is the code, as they were from plaid 3 on. */
      readonly isError: boolean;
    }
  | {
      /** A route that answers pages with a link token, behind the route that ends at `at`. */
      readonly kind: 'link-token-endpoint';
      /** The path of the route. */
      readonly name: string;
      readonly at: number;
      readonly scope: number;
      readonly framework: Framework;
      readonly shape: EndpointShape;
      /** The plaid client, as source text. */
      readonly client: string;
      /** `createLinkToken` of plaid 6 to 8 gives the answer without `data`. */
      readonly method: 'linkTokenCreate' | 'createLinkToken';
      /** What mints the token in place of the client, given the user's id: `this.bank.createLinkToken`. */
      readonly service?: string;
      /** Lines that come before: what turns strangers away, and who asks. */
      readonly prelude: readonly string[];
      /** A call around all of it, which runs it: `cors(req, res, async () => {…});`. */
      readonly around?: {
        readonly head: string;
        readonly tail: string;
        readonly isAsync: boolean;
      };
      /** The parameters of the exchange's handler, with their types where they cannot be inferred. */
      readonly parameters: readonly string[];
      readonly isAsync: boolean;
      /** The headers of answers that are objects, as source text. */
      readonly headers?: string | undefined;
      readonly request: LinkTokenRequest;
      /** Where pages ask by name: all requests it makes, the first of which is `request`. */
      readonly named?: readonly NamedRequest[];
      /** The id of the signed-in user, as an expression of the handler; undefined: a person knows. */
      readonly user: string | undefined;
      /** What a person fills in, a phrase each. */
      readonly open: readonly string[];
    };

/** How the endpoint stands in its file; all texts are source texts. */
export type EndpointShape =
  /** A call of its own: `app.post('/x', guard, handler)`. */
  | {
      readonly kind: 'route';
      /** What the route hangs on: `app`, `router`. */
      readonly receiver: string;
      /** What stands in front of the exchange's handler. */
      readonly guards: readonly string[];
    }
  /** One more call in a chain: `Router().get(…).post('/x', guard, handler)`. */
  | { readonly kind: 'link'; readonly guards: readonly string[] }
  /** A function like that of the exchange. */
  | {
      readonly kind: 'sibling';
      /** What stands before the parameters, or before the function expression: `exports.x = `. */
      readonly head: string;
      readonly tail: string;
      readonly isExpression: boolean;
      /** It follows an entry of an object, and so a comma. */
      readonly isEntry: boolean;
    };

/** Components that took Link's options. `plaid-link-1`: before 2.0, whose looks gave way to a style. */
export type LinkComponentProps =
  | 'plaid-link'
  | 'plaid-link-1'
  | 'plaid-link-button'
  | 'react-plaid';

/** `ref`: the instance of the old class, with `handleOnClick()` and `exit()`. */
export type RareProp = 'ref' | 'onClick' | 'onScriptLoad';

/** What generated code does with tokens besides fetching one. */
export interface TokenHandling {
  /** The options may bring a token of their own (update mode, payments). */
  readonly given: boolean;
  /** OAuth: the token is kept for the page the bank returns to, and taken from there on return. */
  readonly stored: boolean;
  /** OAuth: the bank returns to this very page, which says so with receivedRedirectUri. */
  readonly returns: boolean;
}
