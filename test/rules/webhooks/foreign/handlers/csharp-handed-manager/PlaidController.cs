[Route("plaid")]
public class PlaidController : ControllerBase
{
    private readonly IAccountManager _accounts;

    [HttpPost("/plaid/webhook")]
    public async Task<ActionResult> WebhookHandler([FromBody] JsonElement json)
    {
        await _accounts.SyncByPlaidHookAsync(json);
        return Ok();
    }
}
