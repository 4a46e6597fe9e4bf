// Stands in for the users table.
const users = new Map()

exports.findOrCreate = email => {
  const known = [...users.values()].find(user => user.email === email)
  if (known) return Promise.resolve(known)
  const user = { id: users.size + 1, email, items: [] }
  users.set(user.id, user)
  return Promise.resolve(user)
}

exports.findById = id => Promise.resolve(users.get(id))

exports.addItem = (id, item) => {
  const user = users.get(id)
  user.items.push(item)
  return Promise.resolve(user)
}
