import type { IncomingHttpHeaders } from 'node:http';
import type { Codec } from '../codec.js';
import { parseMediaType } from '../media-type.js';

interface Range {
  readonly type: string;
  readonly quality: number;
}

const qualityParameter = /;\s*q\s*=\s*([0-9.]+)/i;

const wildcards = ({ type }: Range): number => type.split('*').length;

/** The ranges of an Accept header: the better first, then the more exact, then the earlier. */
const rangesOf = (accept: string): readonly Range[] =>
  accept
    .split(',')
    .map((range) => ({
      type: parseMediaType(range).type,
      quality: Number(qualityParameter.exec(range)?.[1] ?? 1),
    }))
    .filter(({ quality }) => quality > 0 && quality <= 1)
    .sort((one, other) => other.quality - one.quality || wildcards(one) - wildcards(other));

const kinds = ['literal', 'subtype', 'all'] as const;

type Kind = (typeof kinds)[number];

interface Match {
  readonly codec: Codec;
  readonly kind: Kind;
  readonly quality: number;
}

function kindOf(media: string, range: string): Kind | undefined {
  if (media === range) return 'literal';
  if (range === '*/*') return 'all';
  return range.endsWith('/*') && media.startsWith(range.slice(0, -1)) ? 'subtype' : undefined;
}

const writing = (codec: Codec, media: string): Codec =>
  media === codec.media[0] ? codec : { ...codec, contentType: `${media}; charset=utf-8` };

/** The first range that one formatter can serve, with the first of its types that fits. */
function matchOf(codec: Codec, ranges: readonly Range[]): Match | undefined {
  for (const { type, quality } of ranges) {
    for (const media of codec.media) {
      const kind = kindOf(media, type);
      if (kind) return { codec: writing(codec, media), kind, quality };
    }
  }
  return undefined;
}

function byAccept(codecs: readonly Codec[], accept: string): Codec | undefined {
  const ranges = rangesOf(accept);
  const matches = codecs.flatMap((codec) => matchOf(codec, ranges) ?? []);
  const inOrder = kinds.flatMap((kind) => matches.filter((match) => match.kind === kind));
  return inOrder.reduce<Match | undefined>((best, one) => (best && best.quality >= one.quality ? best : one), undefined)
    ?.codec;
}

function byContentType(codecs: readonly Codec[], contentType: string | undefined): Codec | undefined {
  if (contentType === undefined) return undefined;
  const { type } = parseMediaType(contentType);
  const codec = codecs.find(({ media }) => media.includes(type));
  return codec && writing(codec, type);
}

/** How many pairs of headers are remembered, and how long ones; clients send few different ones. */
const mostKnown = 1000;
const longestKnown = 300;

/**
 * How the framework picks an answer's format (DefaultContentNegotiator.cs): what Accept likes best, a literal type before a
 * range and an earlier formatter before a later one among equals; else the request's own type; else the first formatter. It
 * never answers 406.
 */
export function createNegotiation(codecs: readonly [Codec, ...Codec[]]): (headers: IncomingHttpHeaders) => Codec {
  const known = new Map<string, Codec>();
  return ({ accept = '', 'content-type': contentType }) => {
    const key = contentType === undefined ? accept : `${accept}\n${contentType}`;
    let codec = known.get(key);
    if (codec) return codec;
    if (known.size === mostKnown) known.clear();
    codec = byAccept(codecs, accept) ?? byContentType(codecs, contentType) ?? codecs[0];
    if (key.length <= longestKnown) known.set(key, codec);
    return codec;
  };
}
