import assert from 'node:assert/strict';
import { test } from 'node:test';

import { EsiaMock, withJournal } from 'esia-mock';

const CALLBACK = 'http://127.0.0.1:9090/back';

test('anna gets in', async (t) => {
  const esia = await EsiaMock.start();
  t.after(() => esia.stop());
  await withJournal(esia, async () => {
    const anna = await esia.person({ level: 'confirmed' });
    await esia.client('PORTAL', { redirect_uris: [CALLBACK], client_secret: 'secret' });
    // Your system makes this address, and sends the browser there.
    const request = { response_type: 'code', client_id: 'PORTAL', redirect_uri: CALLBACK, scope: 'openid' };
    const back = await esia.signIn(`${esia.url}/oidc/authorize?${new URLSearchParams(request)}`, anna);
    assert.ok(back.redirect_url?.startsWith(`${CALLBACK}?code=`), back.refusal?.reason);
  });
});
