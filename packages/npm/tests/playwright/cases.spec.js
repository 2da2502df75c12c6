// Playwright: a browser that is signed in already, a code by SMS, a stand of the test's own.

import http from 'node:http';

import { expect, test as base } from 'esia-mock/playwright';

import { Portal } from '../portal.js';
import { portals } from '../setup.js';

/** The portal on a port of its own, where a browser finds it. */
class Site extends Portal {
  static async listen(portal) {
    const site = Object.assign(Object.create(Site.prototype), portal);
    site.server = http.createServer(async (request, response) => {
      const { status, location, json } = await site.get(new URL(request.url, site.url));
      response.writeHead(status, location ? { location } : { 'content-type': 'application/json' });
      response.end(JSON.stringify(json ?? {}));
    });
    await new Promise((resolve) => site.server.listen(0, '127.0.0.1', resolve));
    site.url = `http://127.0.0.1:${site.server.address().port}`;
    return site;
  }

  signed(more) {
    return super.signed({ redirect_uri: `${this.url}/back`, ...more });
  }
}

const test = base.extend({
  portals: [async ({ esiaServer }, use) => {
    const made = await portals(esiaServer);
    await use(made);
    made.remove();
  }, { scope: 'worker' }],

  /** The portal at a stand. */
  siteAt: async ({ portals }, use) => {
    const sites = [];
    await use(async (stand) => {
      sites.push(await Site.listen(await portals.at(stand)));
      return sites.at(-1).url;
    });
    for (const { server } of sites) server.close().closeAllConnections();
  },
});

test('a child that is signed in already', async ({ esia, page, siteAt }) => {
  await esia.signedInAs(page, 'child_10');
  await page.goto(`${await siteAt(esia)}/login`);
  await page.locator('#grantAuthorization').click();
  await expect(page.locator('body')).toContainText((await esia.findPerson('child_10')).snils);
});

test('a code by SMS', async ({ esia, page, siteAt }) => {
  const anna = await esia.person({ account: { level: 'confirmed', second_factor: 'sms' } });
  await page.goto(`${await siteAt(esia)}/login`);
  await page.locator('[name=login]').fill(anna.login);
  await page.locator('[name=password]').fill(anna.password);
  await page.locator('#loginByPwdButton').click();
  const { text } = await esia.inbox(anna).next({ kind: 'sms' });
  await page.locator('#code1').focus();
  await page.keyboard.insertText(/\d{6}/.exec(text)[0]);
  await page.locator('#verifyCode').click();
  await page.locator('#grantAuthorization').click();
  await expect(page.locator('body')).toContainText(anna.snils);
});

test.describe('on the day of knowledge', () => {
  test.use({ esiaStandWish: { clock: '2031-09-01T09:00:00+05:00' } });

  test('a stand of its own', async ({ esiaStand, page, siteAt }) => {
    const anna = await esiaStand.person({ level: 'confirmed' });
    await esiaStand.signedInAs(page, anna);
    await page.goto(`${await siteAt(esiaStand)}/login`);
    await page.locator('#grantAuthorization').click();
    await expect(page.locator('body')).toContainText(anna.snils);
    expect((await esiaStand.clock.now()).getUTCFullYear()).toBe(2031);
  });
});
