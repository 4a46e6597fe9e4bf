// Survives reloads of this module while we have no database.
const items = (globalThis.items = globalThis.items || new Map())

export async function saveItem(landlordId, { accessToken }) {
  items.set(landlordId, accessToken)
}

export const tokenOf = (landlordId) => items.get(landlordId)
