import { client } from '../../../lib/plaid'
import { tokenOf } from '../../../lib/accounts'
import withLandlord from '../../../lib/with-landlord'

export default withLandlord((req, res) => {
  client.getAccounts(tokenOf(req.user.id), (err, response) => {
    if (err) return res.status(400).json({ error: err.error_code })
    res.json(response.accounts.map((account) => account.name))
  })
})
