package app;

/** Takes the webhooks of Plaid. */
public class HookService {
  public void process(Webhook webhook) {
    switch (webhook.getWebhookType()) {
      case "TRANSACTIONS":
        tryTransactions(webhook);
        break;
      default:
        log.info(webhook.getItemId());
    }
  }

  private void tryTransactions(Webhook webhook) {
    try {
      transactions(webhook);
    } catch (PullFailed failed) {
      log.error(failed);
    }
  }

  private void transactions(Webhook webhook) {
    switch (webhook.getWebhookCode()) {
      case "DEFAULT_UPDATE":
        pull.fresh(webhook.getItemId());
        break;
      case "TRANSACTIONS_REMOVED":
        pull.drop(webhook.getRemovedTransactions());
        break;
    }
  }
}
