/**
 * Makes the content of an element what a markup says. Nodes that are there already stay, and only what differs in them is
 * changed: the browser lays out and paints less, and focus and scrolling stay where they are.
 *
 * @param markup escaped by the one function that makes it
 */
export function patch(place: Element, markup: string): void {
  const template = document.createElement('template');
  template.innerHTML = markup;
  patchChildren(place, template.content);
}

function patchChildren(parent: Node, wanted: Node): void {
  let child = parent.firstChild;
  let fresh = wanted.firstChild;
  while (fresh !== null) {
    // Before the node moves into the page, and away from its siblings.
    const next = fresh.nextSibling;
    if (child === null) parent.appendChild(fresh);
    else {
      const following: ChildNode | null = child.nextSibling;
      if (isAlike(child, fresh)) {
        if (!child.isEqualNode(fresh)) patchNode(child, fresh);
      } else parent.replaceChild(fresh, child);
      child = following;
    }
    fresh = next;
  }
  while (child !== null) {
    const following: ChildNode | null = child.nextSibling;
    child.remove();
    child = following;
  }
}

function isAlike(one: Node, other: Node): boolean {
  return one.nodeType === other.nodeType && one.nodeName === other.nodeName;
}

function patchNode(node: Node, wanted: Node): void {
  if (node instanceof Element && wanted instanceof Element) {
    patchAttributes(node, wanted);
    patchChildren(node, wanted);
  } else if (node.nodeValue !== wanted.nodeValue) node.nodeValue = wanted.nodeValue;
}

function patchAttributes(element: Element, wanted: Element): void {
  const names = wanted.getAttributeNames();
  for (const name of names) {
    const value = wanted.getAttribute(name) ?? '';
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
  if (element.attributes.length === names.length) return;
  for (const name of element.getAttributeNames()) if (!wanted.hasAttribute(name)) element.removeAttribute(name);
}
