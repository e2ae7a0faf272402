import fc from 'fast-check';
import { spliceBytes, walk } from '../../src/xlsx/xml/xml.js';
import { ascii, XmlBytes } from '../../src/xlsx/xml/xml-bytes.js';
import { XlsxRefusal } from '../../src/xlsx/refusal.js';
import { howMany } from '../support/length.js';

const refusalOr = (read: () => unknown): unknown => {
  try {
    return read();
  } catch (error) {
    if (error instanceof XlsxRefusal) return error.code;
    throw error;
  }
};

/** What saxes finds: opened and closed elements with the attribute `a`, and the text between tags. */
function bySaxes(xml: string): unknown {
  return refusalOr(() => {
    const found: unknown[] = [];
    const text = (piece: string): void => {
      const last = found[found.length - 1];
      if (typeof last === 'string') found[found.length - 1] = last + piece;
      else found.push(piece);
    };
    walk(xml, 'part', {
      open: ({ name, attributes, selfClosing }) => found.push([name, attributes['a'] ?? null, selfClosing]),
      close: (name) => found.push([`/${name}`]),
      text,
    });
    return found;
  });
}

function byBytes(xml: string): unknown {
  return refusalOr(() => {
    const found: unknown[] = [];
    const reader = new XmlBytes(new TextEncoder().encode(xml), 'part');
    for (let token = reader.next(); token !== 'end'; token = reader.next()) {
      const last = found[found.length - 1];
      const name = token === 'text' ? '' : reader.name.replace(/^.*:/, '');
      if (token === 'open') found.push([name, reader.attribute(ascii('a')) ?? null, reader.selfClosing]);
      if (token === 'close' || (token === 'open' && reader.selfClosing)) found.push([`/${name}`]);
      if (token === 'text' && reader.text !== '') {
        if (typeof last === 'string') found[found.length - 1] = last + reader.text;
        else found.push(reader.text);
      }
    }
    return found;
  });
}

it.each([
  '<r/>',
  '<r></r>',
  '<x:r x:a="1" a="2"><x:c/></x:r>',
  "<r a='q\"q'/>",
  '<r a="1&amp;&#x4e00;&#9;\n2"/>',
  '<r>a&lt;b&#20013;</r>',
  '<r><![CDATA[<a>&amp;]]>x</r>',
  '<r><!-- < & --><?p <?>y</r>',
  '<r>a\r\nb\rc</r>',
  '<r a = "1"\n b="2" ></r >',
  '<r>数😀\ufeff</r>',
  '<r\t/>',
  '<r>]]</r>',
  '<?xml version="1.0"?><r/>',
  '<r>',
  '</r>',
  '<r></s>',
  '<r><a></r></a>',
  '<r a="1" a="2"/>',
  '<r a=1/>',
  '<r a/>',
  '<r a="<"/>',
  '<r a="&"/>',
  '<r>&</r>',
  '<r>&nbsp;</r>',
  '<r>&#0;</r>',
  '<r>&#xD800;</r>',
  '<r>]]></r>',
  '<r><!-- -- --></r>',
  '<r><!-- </r>',
  '<r>\u0001</r>',
  '<r a="\u0001"/>',
  '<1/>',
  '<r a="1"b="2"/>',
  '<r / >',
  '<r><![CDATA[</r>',
  '<r><!ELEMENT></r>',
  '<!DOCTYPE r><r/>',
  '<r',
  '<r a="1',
  '<',
  '<r>&#xFFFE;</r>',
  '<r>&#abc;</r>',
])('reads or refuses %j as saxes does', (xml) => {
  expect(byBytes(xml)).toEqual(bySaxes(xml));
});

it('reads or refuses any mixture of pieces as saxes does', () => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<b a="1">',
    '</b>',
    '<c/>',
    "<c a='2'/>",
    'x',
    '数',
    '&amp;',
    '&',
    '&#65;',
    '<',
    '>',
    '"',
    ']]>',
    '<!--y-->',
    '<![CDATA[z]]>',
    ' ',
    '\n',
    '<x:a>',
    '</x:a>',
    '<?p?>',
    '=',
    '/',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const xml = `<r>${pieces.join('')}</r>`;
      expect([xml, byBytes(xml)]).toEqual([xml, bySaxes(xml)]);
    }),
    { numRuns: howMany(1000, 20_000) },
  );
});

it('gives every tag its place in the bytes', () => {
  const reader = new XmlBytes(new TextEncoder().encode('<r>数<c/></r>'), 'part');
  const places: unknown[] = [];
  for (let token = reader.next(); token !== 'end'; token = reader.next())
    places.push([token, reader.start, reader.end, reader.depth]);
  expect(places).toEqual([
    ['open', 0, 3, 0],
    ['text', 3, 6, 1],
    ['open', 6, 10, 1],
    ['close', 10, 14, 0],
  ]);
});

it('passes over an element with all it holds', () => {
  const reader = new XmlBytes(new TextEncoder().encode('<r><a><a/><b>x</b></a><c/></r>'), 'part');
  reader.next();
  reader.next();
  reader.skip();
  expect([reader.next(), reader.name]).toEqual(['open', 'c']);
});

it('splices bytes as it splices texts, whatever signs they are made of', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', '<', 'é', '区', '𠮷', '\ud800', '\udc00'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    maxLength: 12,
  });
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '<', '/'), maxLength: 30 }),
      fc.array(fc.tuple(fc.nat(30), fc.nat(5), text), { maxLength: 5 }),
      (base, wanted) => {
        let free = 0;
        // In ASCII a byte is a sign, so that places are the same.
        const splices = [...wanted]
          .sort(([a], [b]) => a - b)
          .flatMap(([at, length, inserted]) => {
            const start = Math.min(at, base.length);
            if (start < free) return [];
            free = Math.min(start + length, base.length);
            return [{ start, end: free, text: inserted }];
          });
        const encoder = new TextEncoder();
        const expected = splices.reduceRight(
          (bytes, { start, end, text: inserted }) => [
            ...bytes.slice(0, start),
            ...encoder.encode(inserted),
            ...bytes.slice(end),
          ],
          [...encoder.encode(base)],
        );
        expect([...spliceBytes(encoder.encode(base), splices)]).toEqual(expected);
      },
    ),
  );
});
