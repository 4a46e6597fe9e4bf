using Going.Plaid.Entity;
using Going.Plaid.Webhook;

[ApiController]
[Route("hooks")]
public class HooksController : ControllerBase
{
    [HttpPost("plaid")]
    public async Task<IActionResult> Take(WebhookBase webhook)
    {
        switch (webhook.WebhookCode)
        {
            case WebhookCode.SyncUpdatesAvailable:
                await Sync(webhook.ItemId);
                break;
            case WebhookCode.Error:
                await Ask(webhook.ItemId);
                break;
            default:
                return Ok();
        }
        return Ok();
    }
}
