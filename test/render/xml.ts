/** An element of an XML document. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (XmlElement | string)[];
}

const TOKEN = /<(?<end>\/?)(?<name>[\w:-]+)(?<attributes>(?:\s+[\w:-]+="[^"<]*")*)\s*(?<empty>\/?)>|(?<text>[^<>]+)/y;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Reads a document strictly: whatever is not well-formed XML of elements, attributes and text throws. Enough for what this
 * program writes; no DOM is needed.
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [] };
  const open = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    const parent = open.at(-1) as XmlElement;
    if (groups === undefined) throw new Error(`not well-formed at ${from}: ${text.slice(from, from + 60)}`);
    if (groups.text !== undefined) parent.children.push(plain(groups.text));
    else if (groups.end === '/') {
      if (open.pop()?.name !== groups.name) throw new Error(`</${groups.name}> ends ${parent.name}`);
    } else {
      const found: XmlElement = { name: groups.name ?? '', attributes: attributesOf(groups.attributes), children: [] };
      parent.children.push(found);
      if (groups.empty !== '/') open.push(found);
    }
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name}> has no end`);
  return root.children.find((child) => typeof child !== 'string') as XmlElement;
}

/** All elements below one, in the order of the document, that have a name or a class. */
export function all(element: XmlElement, { name, kind }: { name?: string; kind?: string } = {}): XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    const classes = (child.attributes.class ?? '').split(' ');
    const isIt = (name ?? child.name) === child.name && (kind === undefined || classes.includes(kind));
    return [...(isIt ? [child] : []), ...all(child, { ...(name && { name }), ...(kind && { kind }) })];
  });
}

/** The text of an element and all below it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

function attributesOf(text = ''): Record<string, string> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, plain(value)]);
  const found = Object.fromEntries(pairs) as Record<string, string>;
  if (Object.keys(found).length !== pairs.length) throw new Error(`an attribute stands twice: ${text}`);
  return found;
}

function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML may not hold them
  if (/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(text)) throw new Error(`no XML: ${JSON.stringify(text)}`);
  return text.replace(/&(?:#(\d+)|(\w+));|&/g, (whole, code?: string, name?: string) => {
    const character = code === undefined ? NAMED[name ?? ''] : String.fromCodePoint(Number(code));
    if (character === undefined) throw new Error(`unknown entity ${whole}`);
    return character;
  });
}
