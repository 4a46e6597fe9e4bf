const express = require("express");
const path = require("path");
const plaid = require("plaid");

const plaidClient = new plaid.Client(
  process.env.PLAID_CLIENT_ID,
  process.env.PLAID_SECRET,
  process.env.PLAID_PUBLIC_KEY || "8b1f0c2d4e6a7b9c3d5e1f2a4b",
  plaid.environments.sandbox,
  { version: "2019-05-29", clientApp: "Two Door Bank" }
);

const app = express();
app.use(express.json());
app.use(express.static(path.join(__dirname, "public")));

// Behind the VPN: who is there is a member of staff, and one desk has one number.
const desk = (req, res, next) => {
  req.deskId = process.env.DESK || "desk-1";
  next();
};

const tokens = {};

app.post("/plaid/exchange", desk, async (req, res) => {
  try {
    const { access_token } = await plaidClient.exchangePublicToken(req.body.token);
    tokens[req.deskId] = access_token;
    res.json({ ok: true });
  } catch (e) {
    console.error("exchange failed", e.error_code || e.message);
    res.status(400).json({ ok: false, message: e.message });
  }
});

app.get("/plaid/accounts", desk, async (req, res) => {
  try {
    const { accounts } = await plaidClient.getAccounts(tokens[req.deskId]);
    res.json(accounts.map(a => a.name));
  } catch (e) {
    res.status(e.status_code || 500).json({ code: e.error_code });
  }
});

app.listen(process.env.PORT || 4000);
