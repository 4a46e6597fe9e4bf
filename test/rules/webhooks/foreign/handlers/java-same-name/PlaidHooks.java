package app;

public class PlaidHooks {
  public void webhook(Map<String, Object> request) {
    String type = (String) request.get("webhook_type");
    if ("AUTH".equals(type)) auth((String) request.get("account_id"));
  }
}
