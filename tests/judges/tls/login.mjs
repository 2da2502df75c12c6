// Signs somebody in by `openid-client`, which takes https only unless it is told otherwise, by the pages; ends the
// session, and prints who came. What it trusts is in the environment: Node reads that before anything else.

import * as openid from 'openid-client';

import '../npm-openid-client/webcrypto.mjs';
import { browser } from '../lib/citizen.mjs';
import { PERSON_006 } from '../lib/person.mjs';

const [, , stand, id, secret] = process.argv;
const CALLBACK = 'http://127.0.0.1:9090/callback';

const config = await openid.discovery(new URL(stand), id, secret, openid.ClientSecretBasic(secret));
const [state, verifier] = [openid.randomState(), openid.randomPKCECodeVerifier()];
const address = openid.buildAuthorizationUrl(config, {
  redirect_uri: CALLBACK,
  scope: 'openid profile',
  state,
  code_challenge: await openid.calculatePKCECodeChallenge(verifier),
  code_challenge_method: 'S256',
});
const citizen = browser();
const arrived = await citizen.visit(address, PERSON_006);
if (arrived.page !== undefined) throw new Error(`left at ${arrived.url}: ${arrived.page}`);
const checks = { expectedState: state, pkceCodeVerifier: verifier, idTokenExpected: true };
const tokens = await openid.authorizationCodeGrant(config, new URL(arrived.url), checks);
const claims = await openid.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
await citizen.visit(openid.buildEndSessionUrl(config, {
  id_token_hint: tokens.id_token, post_logout_redirect_uri: 'http://127.0.0.1:9090/',
}));
console.log(claims.sub);
