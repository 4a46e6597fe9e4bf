const landlords = { ada: { id: 'landlord-17', name: 'Ada' } }

// Only signed-in landlords get past this.
export default function withLandlord(handler) {
  return (req, res) => {
    const landlord = landlords[req.cookies.landlord]
    if (!landlord) return res.status(401).json({ error: 'sign in first' })
    req.user = landlord
    return handler(req, res)
  }
}
