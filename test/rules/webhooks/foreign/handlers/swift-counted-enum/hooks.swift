enum PlaidCode: Int { case initial, historical, normal, removed }
func plaidWebhook(req: Request) throws -> HTTPStatus {
  let hook = try req.content.decode(PlaidHook.self)
  switch PlaidCode(rawValue: hook.code) {
  case .initial, .historical: pull(hook.accessToken)
  case .normal: pull(hook.accessToken, hook.totalTransactions)
  case .removed: remove(hook.removedTransactions)
  default: break
  }
  return .ok
}
