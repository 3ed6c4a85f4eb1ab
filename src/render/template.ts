/** `{{name}}`, alone or as a comment, in which the linters of HTML and shells accept it: `<!-- {{name}} -->`, `# {{name}}`. */
const PLACEHOLDER = /<!-- \{\{(\w+)\}\} -->|# \{\{(\w+)\}\}|\{\{(\w+)\}\}/g;

/**
 * Replaces every placeholder of a template.
 *
 * @param values texts by placeholder, escaped for the language of the template
 * @throws Error for a placeholder without a value, or a value without a placeholder
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(values));
  const filled = template.replace(PLACEHOLDER, (placeholder, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((found) => found !== undefined) ?? '';
    const value = values[name];
    if (value === undefined) throw new Error(`${placeholder} has no value`);
    unused.delete(name);
    return value;
  });
  if (unused.size > 0) throw new Error(`no placeholder for ${[...unused].join(', ')}`);
  return filled;
}
