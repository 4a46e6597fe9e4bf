@RestController
class PlaidController {
  private static final int INITIAL = 0;

  @PostMapping("/plaid/webhook")
  public ResponseEntity<?> hook(@RequestBody PlaidWebhook hook) {
    switch (hook.getCode()) {
      case INITIAL: // case 4:
        pull(hook.getAccessToken());
        break;
      case 1:
      case 2:
        more(hook.getAccessToken(), hook.getTotalTransactions());
        break;
      default:
        break;
    }
    if ("TRANSACTIONS".equals(hook.getWebhookType()) && hook.getWebhookCode().equals("INITIAL_UPDATE")) {
      pull(hook.getItemId());
    }
    return ResponseEntity.ok("case 3:");
  }
}
