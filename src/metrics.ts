import { collectDefaultMetrics, Registry, type MetricObject } from 'prom-client';
import type { Answered } from './dialect/gateway.js';

const bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly buckets: number[];
  sum: number;
  count: number;
}

const name = 'gateway_request_duration_seconds';

function samples({ labels, buckets, sum, count }: Series) {
  let below = 0;
  return [
    ...bounds.map((le, i) => {
      below += buckets[i] ?? 0;
      return { metricName: `${name}_bucket`, labels: { ...labels, le: String(le) }, value: below };
    }),
    { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
    { metricName: `${name}_sum`, labels, value: sum },
    { metricName: `${name}_count`, labels, value: count },
  ];
}

/** What `/metrics` tells, and who counts for it. */
export interface Metrics {
  readonly registry: Registry;
  /** Counts a request. Costs two lookups; the samples are put together when somebody asks. */
  count(what: Answered): void;
}

/** The process's figures, and every request by dialect, operation, status and fault. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const all = new Map<string, Series>();
  registry.registerMetric({
    name,
    help: 'Requests of the vendor plane, by dialect, operation, status and fault.',
    get: () =>
      Promise.resolve({
        name,
        help: '',
        type: 'histogram',
        values: [...all.values()].flatMap(samples),
      } as unknown as MetricObject),
  } as unknown as Parameters<Registry['registerMetric']>[0]);

  return {
    registry,
    count: ({ dialect, operation, status, fault, ms }) => {
      const key = `${dialect} ${operation} ${status} ${fault}`;
      let series = all.get(key);
      if (!series) {
        const labels = { dialect, operation, status: String(status), fault };
        all.set(key, (series = { labels, buckets: bounds.map(() => 0), sum: 0, count: 0 }));
      }
      const seconds = ms / 1000;
      const bucket = bounds.findIndex((bound) => seconds <= bound);
      if (bucket >= 0) series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1;
      series.sum += seconds;
      series.count += 1;
    },
  };
}
