// Webhooks of Plaid
app.post("plaid", "webhook") { req in
  let hook = try req.content.decode(PlaidHook.self)
  switch (hook.webhookType, hook.webhookCode) {
  case ("TRANSACTIONS", "INITIAL_UPDATE"), ("TRANSACTIONS", "DEFAULT_UPDATE"): pull(hook.itemId)
  default: print("case (\(hook.webhookType), ERROR)")
  }
  return HTTPStatus.ok
}
