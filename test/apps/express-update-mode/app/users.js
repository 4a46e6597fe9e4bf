// Stands in for the database while we are in beta.
const users = [{ id: 17, name: 'Ada', banks: [] }]

exports.find = id => users.find(user => user.id === id)
exports.findByName = name => users.find(user => user.name === name)
