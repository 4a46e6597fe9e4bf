package app;

@RestController
@RequestMapping("/plaid")
public class PlaidController {
  private final PlaidHooks hooks;

  @RequestMapping(value = "/webhook", method = RequestMethod.POST)
  void webhook(HttpServletRequest request) {
    hooks.webhook(json.read(request.getInputStream()));
  }
}
