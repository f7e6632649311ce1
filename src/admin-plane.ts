import { randomBytes } from 'node:crypto';
import type { AdminParts } from './admin/admin.js';
import { createFront } from './admin/front.js';
import type { Config } from './config.js';
import { isLoopback, listen, type Listening } from './listen.js';
import type { Log } from './log.js';

/** The token an operator set, or one made now; none in a demo that only this machine can reach. */
function tokenOf({ adminToken, adminHost, demo }: Config): string | undefined {
  if (adminToken !== '') return adminToken;
  return demo && isLoopback(adminHost) ? undefined : randomBytes(32).toString('base64url');
}

type Parts = Omit<AdminParts, 'token' | 'hosts' | 'log'> & { readonly log: Log };

/** Opens the admin plane; a token that was made is shown once. Throws a Failure in one line when it cannot listen. */
export async function openAdminPlane(config: Config, parts: Parts): Promise<Listening> {
  const { adminHost, adminPort, adminHosts, trustedProxies } = config;
  const loopback = isLoopback(adminHost);
  const token = tokenOf(config);
  const hosts = new Set(loopback ? [adminHost, ...adminHosts] : adminHosts);
  const front = createFront(
    parts,
    async () => (await import('./admin/admin.js')).createAdmin({ ...parts, token, hosts }),
    (error) => parts.log.error('the admin plane cannot be loaded', { error: String(error) }),
  );
  const listening = await listen(front, { host: adminHost, port: adminPort }, config);
  if (token !== undefined && token !== config.adminToken) {
    process.stderr.write(`admin token, shown only now: ${token}\n`);
  }
  if (!loopback && trustedProxies.length === 0) {
    parts.log.warn(`the admin token reaches ${listening.url} in plain text, without a trusted proxy`);
  }
  return listening;
}
