// Writes a CycloneDX bill of materials of what users get to standard output: the packages that npm installs with this
// one, and those that are bundled in it, which npm takes for tools of its development. Needs a build before it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const readJson = (file) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));

const argv = ['sbom', '--sbom-format', 'cyclonedx'];
const all = JSON.parse(execFileSync('npm', argv, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 }));
const installed = Object.entries(readJson('package-lock.json').packages).flatMap(([path, { dev, version }]) =>
  path === '' || dev ? [] : `${path.split('node_modules/').at(-1)}@${version}`,
);
const shipped = new Set([...installed, ...readJson('dist/bundled-packages.json')]);

const idOf = ({ name, version }) => `${name}@${version}`;
const components = all.components.filter((component) => shipped.has(idOf(component)));
const listed = new Set(components.map(idOf));
const missing = [...shipped].filter((id) => !listed.has(id));
if (missing.length > 0) throw new Error(`Shipped, but not in npm's list: ${missing.join(', ')}`);

const refs = new Set([all.metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])]);
const sbom = {
  ...all,
  // npm names it after the folder.
  metadata: { ...all.metadata, component: { ...all.metadata.component, name: readJson('package.json').name } },
  components: components.map(({ properties = [], ...component }) => ({
    ...component,
    scope: 'required',
    properties: properties.filter(({ name }) => name !== 'cdx:npm:package:development'),
  })),
  dependencies: all.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
};
process.stdout.write(`${JSON.stringify(sbom, null, 2)}\n`);
