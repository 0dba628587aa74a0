// A real identity provider (oidc-provider, certified by the OpenID Foundation) for the tests, with people of its own.
// Its log-in is one form: who one is. What it says of people is decided by the name that is written.
// `node provider.mjs PORT REDIRECT_ADDRESS`; says "ready" when it answers.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [port, redirect] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

// Of `anna-mixed-up` UserInfo tells what belongs to `anna`.
// `anna` has a verified address, `bo-unverified` one that is not, `siv-nameless` none at all.
const claimsOf = (id) => {
  const claims = { sub: id, name: id, personal_identity_number: '191212121212' };
  if (!id.endsWith('-nameless')) Object.assign(claims, { email: `${id}@example.org`, email_verified: !id.endsWith('-unverified') });
  return claims;
};

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'naravard', client_secret: 'a-secret-for-the-tests-only', redirect_uris: redirect.split(','),
    grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: 'client_secret_post',
  }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'personal_identity_number'] },
  acrValues: ['loa3', 'loa4'],
  findAccount: (_context, id, token) => {
    const told = token?.kind === 'AccessToken' ? id.replace('-mixed-up', '') : id;
    return { accountId: told, claims: () => claimsOf(told) };
  },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  interactions: { url: (_context, interaction) => `/who/${interaction.uid}` },
  cookies: { keys: ['only-for-tests'] },
  loadExistingGrant: async (context) => {
    const { client, session } = context.oidc;
    const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope('openid email profile');
    await grant.save();
    return grant;
  },
});

const answer = provider.callback();
createServer(async (request, response) => {
  const address = new URL(request.url, issuer);
  if (!address.pathname.startsWith('/who/')) { answer(request, response); return; }
  const who = address.searchParams.get('who');
  if (who === null) {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end('<!doctype html><title>Who are you?</title><form><label>Who <input name="who"></label><button>Sign in</button></form>');
    return;
  }
  // `bo@loa2` is Bo, known at that level; without one nothing is said of the level.
  const [accountId, acr] = who.split('@');
  const result = who === 'nobody' ? { error: 'access_denied' } : { login: { accountId, acr } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}).listen(Number(port), '127.0.0.1', () => console.log('ready'));
