package app;

@RestController
public class BankHookController {
  private final BankHooks hooks;

  @PostMapping("/plaid/webhook")
  public void receive(@RequestBody PlaidHook body) {
    hooks.take(body);
  }
}
