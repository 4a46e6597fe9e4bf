const tokens = new Map();

exports.add = (itemId, accessToken) => tokens.set(itemId, accessToken);
exports.latest = () => [...tokens.values()].pop();
