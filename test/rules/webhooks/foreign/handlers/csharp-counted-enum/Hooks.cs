public enum PlaidCode { InitialUpdate, HistoricalUpdate, DefaultUpdate, TransactionsRemoved, Error = 1205 }
public class PlaidHooks : Controller {
  [HttpPost("/plaid/webhook")]
  public IActionResult Receive([FromBody] PlaidHook hook) {
    switch ((PlaidCode)hook.Code) {
      case PlaidCode.InitialUpdate: case PlaidCode.HistoricalUpdate: Pull(hook.AccessToken); break;
      case PlaidCode.DefaultUpdate: Pull(hook.AccessToken, hook.TotalTransactions); break;
      case PlaidCode.TransactionsRemoved: Remove(hook.RemovedTransactions); break;
    }
    return Ok();
  }
}
