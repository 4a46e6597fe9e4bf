package app;

/** Takes the webhooks of Plaid. */
public class HookService {
  private final Pull pull;

  public void process(Webhook webhook) {
    switch (webhook.getWebhookType()) {
      case TRANSACTIONS:
        transactions(webhook);
        break;
      case ITEM:
        item(webhook);
        break;
    }
  }

  private void transactions(Webhook webhook) {
    switch (webhook.getWebhookCode()) {
      case INITIAL_UPDATE:
      case HISTORICAL_UPDATE:
        pull.all(webhook.getItemId());
        break;
      case TRANSACTIONS_REMOVED:
        pull.drop(webhook.getRemovedTransactions());
        break;
      default:
        throw new IllegalArgumentException();
    }
  }

  private void item(Webhook webhook) {
    if (webhook.getWebhookCode() == WebhookCode.PENDING_EXPIRATION) {
      pull.ask(webhook.getItemId());
    }
  }
}
