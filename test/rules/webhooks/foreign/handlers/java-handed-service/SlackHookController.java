package app;

@RestController
public class SlackHookController {
  private final SlackHooks hooks;

  // Copied from the one of Plaid, with its name.
  @PostMapping("/slack/webhook")
  public void plaidWebhook(@RequestBody SlackHook body) {
    hooks.take(body);
  }
}
