package app;

/** Webhooks of Plaid. */
@Service
public class BankHooks {
  private final Puller puller;

  public void take(PlaidHook webhook) {
    switch (webhook.getCode()) {
      case 0:
      case 1:
        puller.all(webhook.getAccessToken());
        break;
      case 2:
        puller.fresh(webhook.getAccessToken());
        break;
      default:
        puller.ask(webhook.getAccessToken());
    }
  }
}
