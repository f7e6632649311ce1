import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Hands connections to replicas in turn, as a load balancer does that looks at no request. */
export interface Balancer {
  readonly url: string;
  /** Gives a replica connections from now on. */
  add(url: string): void;
  /** Gives a replica no new connections; resolves once it has no old ones any more. */
  rest(url: string): Promise<void>;
  close(): void;
}

const dial = (url: string): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.once('error', reject).once('connect', () => resolve(socket.off('error', reject)));
  });

/** Passes bytes both ways until one side ends. */
function join(client: Socket, replica: Socket): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      client.destroy();
      replica.destroy();
      resolve();
    };
    client.pipe(replica).on('error', end).on('close', end);
    replica.pipe(client).on('error', end).on('close', end);
  });
}

/** Opens one without replicas. */
export async function openBalancer(): Promise<Balancer> {
  const open = new Map<string, Set<Promise<void>>>();
  let resting: ReadonlySet<string> = new Set();
  let turn = 0;
  const serve = async (client: Socket): Promise<void> => {
    const urls = [...open.keys()].filter((url) => !resting.has(url));
    for (let i = 0; i < urls.length; i++) {
      const url = urls[(turn = (turn + 1) % urls.length)] ?? '';
      const replica = await dial(url).catch(() => undefined);
      if (!replica) continue;
      const joined = join(client, replica);
      open.get(url)?.add(joined);
      await joined;
      open.get(url)?.delete(joined);
      return;
    }
    client.destroy();
  };
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    void serve(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    add: (url) => void open.set(url, new Set()),
    rest: async (url) => {
      resting = new Set([...resting, url]);
      while (open.get(url)?.size) await Promise.all([...(open.get(url) ?? [])]);
      open.delete(url);
      resting = new Set([...resting].filter((one) => one !== url));
    },
    close: () => void server.close(),
  };
}
