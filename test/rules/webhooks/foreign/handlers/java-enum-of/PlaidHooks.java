class PlaidHooks {
  enum Code {
    INITIAL(0), HISTORICAL(1), NORMAL(2), REMOVED(3);

    final int number;

    Code(int number) { this.number = number; }

    static Code of(int number) { return values()[number]; }
  }

  @PostMapping("/plaid/webhook")
  void webhook(@RequestBody Hook hook) {
    switch (Code.of(hook.getCode())) {
      case INITIAL: pull(hook.getAccessToken()); break;
      case NORMAL: pull(hook.getAccessToken(), hook.getTotalTransactions()); break;
    }
  }
}
