import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeIn, reading, tagsIn } from './reading.ts';

/** The code of a script block in a template of this type, the stand-ins of tags as `#0`, `#1`, … */
function masked(path: string, code: string): string[] {
  return codeIn(path, `<script>${code}</script>`).map((each) => each.replaceAll(/_(\d)_+/g, '#$1'));
}

describe('tags that print', () => {
  test.each([
    ['a.ejs', "a('<%= K %>')", "a('#0')"],
    ['a.ejs', 'a(<%- JSON.stringify(K) %>)', 'a(#0)'],
    ['a.ejs', `a('<%= ENV["K"] %>')`, "a('#0')"],
    ['a.ejs', 'a("<%= x -%>", `<%= y %>`)', 'a("#0", `#1`)'],
    ['a.jsp', 'a("<%= request.getAttribute("k") %>")', 'a("#0")'],
    ['a.erb', "a('<%= ENV['K'] %>', <%== k.to_json %>)", "a('#0', #1)"],
    ['a.html.erb', 'a(<%= raw k -%>)', 'a(#0)'],
    ['a.hbs', "a('{{k}}', {{{json k}}}, {{json k}})", "a('#0', #1, #2)"],
    ['a.handlebars', 'a({{~k~}})', 'a(#0)'],
    ['a.mustache', 'a({{&k}})', 'a(#0)'],
    ['a.njk', 'a({{ k | dump | safe }})', 'a(#0)'],
    ['a.jinja2', `a("{{ url_for('x') }}", {{ "}}" }})`, 'a("#0", #1)'],
    ['a.twig', "a('{{ path('x') }}')", "a('#0')"],
    ['a.liquid', 'a({{ k | json }})', 'a(#0)'],
    ['a.blade.php', "a('{{ $k }}', {!! $j !!})", "a('#0', #1)"],
    ['a.blade.php', "a(@json($x['(']), @js($y))", 'a(#0, #1)'],
    ['a.php', "a('<?= $k ?>', <?php echo json_encode($k); ?>)", "a('#0', #1)"],
    ['a.php', `a('<?= $k["?>"] ?>')`, "a('#0')"],
    ['a.phtml', 'a(<? echo $k ?>)', 'a(#0)'],
    ['a.html', "a('<%= k %>', <?= $k ?>)", "a('#0', #1)"],
    ['a.tmpl', 'a({{ .Key }})', 'a(#0)'],
    ['a.html.eex', 'a("<%= @key %>")', 'a("#0")'],
  ])('%s: %s', (path, code, expected) => {
    expect(masked(path, code)).toEqual([`global: ${expected}`]);
  });

  test('over several lines, in quotes and out of them', () => {
    expect(masked('a.ejs', "a(<%= b(\n  c) %>, '<%= b(\r\n  c) %>')")).toEqual([
      "global: a(#0 , '#1\\ ')",
    ]);
  });

  test('each has a name of its own', () => {
    expect(masked('a.ejs', 'var <%= a %> = 1, <%= b %> = 2')).toEqual([
      'global: var #0 = 1, #1 = 2',
    ]);
  });
});

describe('tags that print nothing', () => {
  test.each([
    ['a.ejs', '<% if (a) { %>b();<% } else { %>c();<% } %>', 'b(); c();'],
    ['a.ejs', '<%# a() %>b<%_ c() _%>', 'b'],
    ['a.erb', '<%- if a -%>b<% end %>', 'b'],
    ['a.hbs', '{{#if a}}b{{/if}}{{! c }}{{!-- }} --}}{{> d}}', 'b'],
    ['a.njk', '{% if a == "%}" %}b{% endif %}{# c #}', 'b'],
    ['a.html', '{% load static %}{% block js %}b{% endblock %}', 'b'],
    ['a.html', '{% comment %} {{ a }} b( {% endcomment %}b', 'b'],
    ['a.blade.php', "@if ($a && f(')'))\nb\n@endif\n{{-- c( --}}\n@push('x')", 'b'],
    ['a.blade.php', '@php $a = 1; @endphp b @php($c)', 'b'],
    ['a.php', '<?php if ($a): ?>b<?php endif ?><?php // ?>', 'b'],
    ['a.php', 'b; <?php $c = 1;', 'b;'],
  ])('%s: %s', (path, code, expected) => {
    expect(masked(path, code)).toEqual([`global: ${expected}`]);
  });

  test.each([
    ['a.ejs', "a(<% if (b) { %>'c'<% } else { %>'d'<% } %>)", "a( 'c' )"],
    ['a.erb', "a(<% if b %>'c'<% elsif d %>'e'<% else %>'f'<% end %>)", "a( 'c' )"],
    ['a.hbs', "a({{#if b}}{{#if x}}'c'{{else}}'y'{{/if}}{{else}}'d'{{/if}})", "a( 'c' )"],
    ['a.html', "a({% if b %}'c'{% else %}'d'{% endif %}, {{ e }})", "a( 'c' , #6)"],
    ['a.php', "a(<?php if ($b): ?>'c'<?php else: ?>'d'<?php endif; ?>)", "a( 'c' )"],
    ['a.blade.php', "a(@if($b) 'c' @else 'd' @endif)", "a( 'c' )"],
  ])('of two values one is read: %s: %s', (path, code, expected) => {
    expect(masked(path, code)[0]?.replace(/#\d/, '#6')).toEqual(`global: ${expected}`);
  });
});

describe('signs that are no tags', () => {
  test.each([
    ['a.ejs', "a('<%% b %>')", "a('<%% b %>')"],
    ['a.hbs', "a('\\{{b}}')", "a('\\{{b}}')"],
    ['a.njk', "{% raw %}a('{{ b }}'){% endraw %}", "a('{{ b }}')"],
    [
      'a.blade.php',
      "a('@{{ b }}', 'c@json.org', '@media (x)')",
      "a('@{{ b }}', 'c@json.org', '@media (x)')",
    ],
    ['a.html', 'a({b: {c: 1}}); if (a) {{ b }}', 'a({b: {c: 1}}); if (a) {{ b }}'],
    ['a.html', "a('{{ b }}')", "a('{{ b }}')"],
    ['a.html', 'a("<%")', 'a("<%")'],
    ['a.html', 'if (a) {{ b(<%= c %>) }}', 'if (a) {{ b(#0) }}'],
    ['a.blade.php', "@verbatim a('{{ b }}') @endverbatim", "a('{{ b }}')"],
  ])('%s: %s', (path, code, expected) => {
    expect(masked(path, code)).toEqual([`global: ${expected}`]);
  });

  test('where a page does not parse with them, they are tags', () => {
    expect(masked('a.html', 'a({{ b }}, {{ c|tojson }})')).toEqual(['global: a(#0, #1)']);
    expect(masked('a.php', 'a({!! b !!})')).toEqual(['global: a(#0)']);
    expect(masked('a.html', 'a({# b #})')).toEqual(['global: a( )']);
  });
});

describe('the list of tags', () => {
  test('holds those outside of code, and in strings of code', () => {
    const page = `<a href="{{ a }}"><% b %></a><script>c('{{ d }}', {{ x: 1 }}.x)</script>`;
    expect(tagsIn('a.html', page)).toEqual(['{{ a }}', '<% b %>', '{{ d }}', '{{ x: 1 }}']);
    const code = `<script>c('{{ d }}', {x: {y: 1}}, \`{{ e }}\`)</script>`;
    expect(tagsIn('a.html', code)).toEqual(['{{ d }}', '{{ e }}']);
  });

  test('holds none inside of another, and none that are for the browser', () => {
    expect(tagsIn('a.html', '{% verbatim %}{{ a }}{% endverbatim %}{{ b }}')).toEqual([
      '{% verbatim %}',
      '{% endverbatim %}',
      '{{ b }}',
    ]);
    expect(tagsIn('a.html', `{{ '<%= a %>' }}`)).toEqual(['<%= a %>']);
    expect(tagsIn('a.blade.php', `@json("{{ a }}") {{ '@json(b)' }}`)).toEqual([
      `@json("{{ a }}")`,
      `{{ '@json(b)' }}`,
    ]);
  });

  test('and their signs hide nothing of the page', () => {
    const page = `<%# <script>a</script> %><script src="<%= f('>') %>"></script><script type="<%= t %>">b</script>`;
    expect(codeIn('a.ejs', page)).toEqual([]);
    expect(codeIn('a.hbs', '{{!-- <script>a</script> --}}<script>b</script>')).toEqual([
      'global: b',
    ]);
  });
});

describe('templates without tags', () => {
  test('Pug', () => {
    const page = `doctype html
html
  head
    script(src='https://cdn.plaid.com/link/v2/stable/link-initialize.js')
    script(type='text/javascript', nonce=f(')')).
      var key = '#{key}', j = !{JSON.stringify(k)};

      if (a) {
        b();
      }
    script
      | var c = 1;
      | d('#{e}');
    script f()
    script(
      type='module'
    ).
      g
    //- script.
      no()
    script#id.one.
      h
    script(type='text/template').
      no
    scripts.
      no
  p script. is no script`;
    expect(codeIn('a.pug', page)).toEqual([
      "global: var key = '_0____', j = _1__________________; if (a) { b(); } ; var c = 1; d('_2__'); ; f() ; h",
      'module: g',
    ]);
  });

  test('Haml and Slim', () => {
    const haml = `%p
  :javascript
    a('#{k}');
  %script{type: 'text/javascript'}
    b
  -# :javascript
    no
%p c`;
    expect(codeIn('a.html.haml', haml)).toEqual(["global: a('_0__'); ; b"]);
    const slim = `p
  javascript:
    a('#{k}');
  / javascript:
    no
p c`;
    expect(codeIn('a.slim', slim)).toEqual(["global: a('_0__');"]);
  });

  test('what Rails makes a script of', () => {
    const page = `<%= javascript_tag nonce: true do %>
a('<%= k %>');
<% if b %>c();<% end %>
<% end %>
<p>no</p>
<script>d</script>
<%= form_with do |f| %><% end %>
<%= javascript_tag 'no()' %>
<%= javascript_tag do -%>
e('<script>');
<%- end -%>`;
    expect(codeIn('a.html.erb', page)).toEqual(["global: a('_1______'); c(); ; d; e('<script>');"]);
  });

  test('scripts that are templates', () => {
    expect(codeIn('a.js.erb', "a('<%= k %>'); <% if b %>c<% end %>")).toEqual([
      "global: a('_0______'); c",
    ]);
    expect(codeIn('a.ts.ejs', 'let a: b = <%= c %>;')).toEqual(['global: let a: b = _0______;']);
    expect(tagsIn('a.js.erb', 'a(<%= k %>)')).toEqual(['<%= k %>']);
  });
});

describe('whatever the text', () => {
  const words =
    '<script> </script> <script_type="module"> <!-- --> <style> </style> <%= <% %> {{ }} {{{ }}} {% %} ' +
    '{# #} {!! !!} <?php <?= ?> @json( @if( ) @endif @php @endphp #{ } {{#if {{else}} {{/if}} " \' ` \\ ; ' +
    'script. script( | :javascript // a b(1) ü 😀 else end if';
  const blanks = ['\n', '\r\n', '\r', '\u2028', ' ', '  '];
  const rails = ['<%= javascript_tag do %>', '<% end %>'];
  const pieces = [...words.split(' ').map((word) => word.replace('_', ' ')), ...blanks, ...rails];
  const text = fc
    .array(fc.constantFrom(...pieces), { maxLength: 40 })
    .map((parts) => parts.join(''));
  const names = ['html', 'vue', 'ejs', 'erb', 'hbs', 'njk', 'liquid', 'blade.php', 'php', 'pug'];
  const files = [...names, 'haml', 'slim', 'js.erb', 'svelte'].map((name) => `a.${name}`);

  test('positions and lines stay where they are, and blocks and tags are in order', () => {
    fc.assert(
      fc.property(fc.constantFrom(...files), text, (path, content) => {
        const { scripts, placeholders } = reading(path, content);
        for (const { source, blocks } of scripts) {
          expect(source.text).toHaveLength(content.length);
          expect(lineEnds(source.text)).toEqual(lineEnds(content));
          expectOrder(blocks, content.length);
        }
        expectOrder(placeholders, content.length);
      }),
      { numRuns: 3000 },
    );
  });

  function lineEnds(content: string): number[] {
    return [...content.matchAll(/[\r\n\u2028\u2029]/g)].map(({ index }) => index);
  }

  function expectOrder(
    ranges: readonly { readonly start: number; readonly end: number }[],
    length: number,
  ): void {
    let position = 0;
    for (const { start, end } of ranges) {
      expect(start).toBeGreaterThanOrEqual(position);
      expect(end).toBeGreaterThanOrEqual(start);
      position = end;
    }
    expect(position).toBeLessThanOrEqual(length);
  }
});
