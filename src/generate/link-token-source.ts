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

/** What generated code does with tokens besides fetching one. */
export interface TokenHandling {
  /** The options may bring a token of their own (update mode, payments). */
  readonly given: boolean;
  /** OAuth: the token is kept for the page the bank returns to, and taken from there on return. */
  readonly stored: boolean;
  /** OAuth: the bank returns to this very page, which says so with receivedRedirectUri. */
  readonly returns: boolean;
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
