// The same library behind a proxy: the issuer has a path, which the proxy takes away or keeps.

import assert from 'node:assert/strict';
import test from 'node:test';

import * as openid from 'openid-client';

import { browser } from '../lib/citizen.mjs';
import { withClients } from '../lib/fixtures.mjs';
import { PERSON_006 } from '../lib/person.mjs';
import { WAYS, startBehindProxy } from '../lib/proxy.mjs';
import { AFTER_LOGOUT, discover, fixture, keyPair, signIn } from './relying_party.mjs';

for (const way of WAYS) {
  for (const slash of [false, true]) {
    test(`the whole line behind a proxy that ${way}${slash ? ', the issuer with a slash' : ''}`, async (t) => {
      const { jwk, key, kid } = await keyPair('ES256');
      const options = withClients(t, fixture('JUDGE', { jwks: { keys: [jwk] } }));
      const mock = await startBehindProxy(t, way, ...options, ...(slash ? ['--issuer-slash'] : []));
      const issuer = slash ? `${mock.url}/` : mock.url;
      const config = await discover({ url: issuer }, { id: 'JUDGE', authentication: openid.PrivateKeyJwt({ key, kid }) });
      const citizen = browser();

      const tokens = await signIn(config, { citizen });
      assert.equal(tokens.claims().iss, issuer);
      const person = await openid.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
      assert.equal(person.family_name, PERSON_006.lastName);
      const fresh = await openid.refreshTokenGrant(config, tokens.refresh_token);
      assert.equal((await openid.tokenIntrospection(config, fresh.access_token)).iss, issuer);
      await openid.tokenRevocation(config, fresh.refresh_token);

      const logout = openid.buildEndSessionUrl(config, { post_logout_redirect_uri: AFTER_LOGOUT, id_token_hint: tokens.id_token });
      assert.equal((await citizen.visit(logout)).url, AFTER_LOGOUT);
      assert.deepEqual(mock.outside, [], 'asked beside the path');
    });
  }
}
