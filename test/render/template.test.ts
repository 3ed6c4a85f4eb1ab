import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { element, markupFromTemplate, trustedMarkup } from '../../src/render/markup.js';
import { fillTemplate } from '../../src/render/template.js';

describe('a template', () => {
  it.each([
    ['a {{x}} b', 'a 1 b'],
    ['a\n  # {{x}}\nb', 'a\n  1\nb'],
    ['<p><!-- {{x}} --></p>', '<p>1</p>'],
    ['{{x}}{{x}}', '11'],
    ['{ {x} } # x <!-- x --> {{x}}', '{ {x} } # x <!-- x --> 1'],
  ])('%j', (template, filled) => {
    expect(fillTemplate(template, { x: '1' })).toBe(filled);
  });

  it('takes values as they are: no pattern of replacements, no placeholder within a value', () => {
    expect(fillTemplate('{{x}} {{y}}', { x: '{{y}} $& $1', y: '2' })).toBe('{{y}} $& $1 2');
  });

  it.each([
    ['{{x}} {{y}}', '{{y}} has no value'],
    ['none', 'no placeholder for x'],
  ])('%j and another set of values are refused', (template, message) => {
    expect(() => fillTemplate(template, { x: '1' })).toThrow(message);
  });

  it('of HTML escapes strings, in attributes too', () => {
    const template = '<p title="{{title}}"><!-- {{content}} --></p>';
    const content = ['<b>', element('i', {}, '&'), trustedMarkup('<br>')];
    expect(`${markupFromTemplate(template, { title: '"><script>', content })}`).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;<i>&amp;</i><br></p>',
    );
  });
});

it('style sheets, pages, pictures and shell scripts have their modules: npm run embed', () => {
  const { status, stderr } = spawnSync(process.execPath, ['embed-text.mjs', '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
