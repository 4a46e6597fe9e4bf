import { client } from '../../../lib/plaid'
import { saveItem } from '../../../lib/accounts'
import withLandlord from '../../../lib/with-landlord'

async function exchange(req, res) {
  if (req.method !== 'POST') return res.status(405).end()
  try {
    const { access_token, item_id } = await client.exchangePublicToken(req.body.public_token)
    await saveItem(req.user.id, { accessToken: access_token, itemId: item_id })
    res.status(200).json({ error: null, itemId: item_id })
  } catch (err) {
    console.error(err.error_code)
    res.status(400).json({ error: err.error_message })
  }
}

export default withLandlord(exchange)
