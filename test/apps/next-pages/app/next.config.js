module.exports = {
  reactStrictMode: false,
  env: {
    PLAID_PUBLIC_KEY: '8b1f0c2d4e6a7b9c3d5e1f2a4b',
  },
}
