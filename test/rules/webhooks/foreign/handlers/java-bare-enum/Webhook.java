package app;

/** As Plaid sends it. */
public class Webhook {
  public enum WebhookType { TRANSACTIONS, ITEM }

  public enum WebhookCode { INITIAL_UPDATE, HISTORICAL_UPDATE, TRANSACTIONS_REMOVED, PENDING_EXPIRATION }
}
