@Service
class PlaidWebhookService {
  void process(Map<String, Object> body) {
    String webhookType = str(body.get("webhook_type"));
    String webhookCode = str(body.get("webhook_code"));
    switch (webhookCode) {
      case "INITIAL_UPDATE", "HISTORICAL_UPDATE" -> pull(body.get("item_id"));
      case "PENDING_DISCONNECT" -> ask(body.get("reason"));
      default -> log.warn("case {}", webhookCode);
    }
  }

  private String str(Object value) { return value == null ? null : String.valueOf(value); }
}
