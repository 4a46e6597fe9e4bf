import { html, json, type AppReply, type AppRequest } from './http-messages.ts';
import type { LinkRecord } from './link-record.ts';

/** How the endpoint answers: as it should, with a fault, or as a host that has no such route. */
export type EndpointMood = 'mint' | 'fail' | 'page';

/** The app's route that mints link tokens, which a test can hold back and let fail. */
export class LinkTokenEndpoint {
  mood: EndpointMood = 'mint';
  /** Every request that reached the route. */
  readonly requests: AppRequest[] = [];
  readonly #record: LinkRecord;
  #gate: Promise<void> | undefined;
  #open: () => void = () => {};

  /** The field of the answer that holds the token. */
  readonly #field: string;

  constructor(record: LinkRecord, field: string) {
    this.#record = record;
    this.#field = field;
  }

  /** Leaves requests without an answer until {@link release}. */
  hold(): void {
    this.#gate = new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  release(): void {
    this.#open();
    this.#gate = undefined;
  }

  async answer(request: AppRequest): Promise<AppReply> {
    this.requests.push(request);
    await this.#gate;
    switch (this.mood) {
      case 'mint':
        return json({ [this.#field]: this.#record.mintLinkToken() });
      case 'fail':
        return json({ error: 'the server is out of order' }, 500);
      case 'page':
        return html('<!doctype html><title>Not this one</title>');
    }
  }
}
