// `openid-client` and `jose` are made for Node 20 and newer; Debian 12 has Node 18, where these are no globals yet.

import { webcrypto } from 'node:crypto';

globalThis.crypto ??= webcrypto;
globalThis.CryptoKey ??= webcrypto.CryptoKey;
