public class PlaidController : Controller
{
    [HttpPost("plaid/webhook")]
    public async Task<IActionResult> Webhook([FromBody] JObject body)
    {
        var code = (int)body["code"];
        var step = code switch
        {
            0 => First(body["access_token"]),
            1 or 2 => More(body["access_token"]),
            >= 1200 and <= 1219 => Broken(body["access_token"]),
            _ => Ignore("3 => nothing"),
        };
        if (body["webhook_type"].ToString() == "ITEM" && body["webhook_code"].ToString() is "ERROR" or "PENDING_EXPIRATION")
        {
            Ask(body["item_id"]);
        }
        return Ok(step);
    }
}
