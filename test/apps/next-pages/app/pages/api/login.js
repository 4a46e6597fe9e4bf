export default function login(req, res) {
  res.setHeader('Set-Cookie', 'landlord=ada; Path=/; HttpOnly')
  res.redirect('/')
}
