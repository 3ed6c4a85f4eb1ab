/** A page and what it names that a rename could break. */
export interface NamedThings {
  /** Files and folders, from the root of the repository; `*` stands for any letters. */
  readonly paths: readonly string[];
  /** Targets of links, from the root, with `#heading` where they have one. */
  readonly links: readonly string[];
  /** Names of npm scripts. */
  readonly scripts: readonly string[];
  /** Words after `crossover`. */
  readonly commands: readonly string[];
}

const GENERATED = /^<!-- (run|generated): .+ -->\n[\s\S]*?^<!-- \/\1 -->$/gm;
const FENCE = /^```(?<language>\w*)\n(?<body>[\s\S]*?)^```$/gm;
const CODE = /`(?<code>[^`\n]+)`/g;
/** Folders of the repository: a path begins with one of them. */
const PATH = /^(?:src|test|pricing|scenarios|bin|\.github|\.ci)\/[\w./*<>-]*$/;
const LINK = /\]\((?<target>[^)\s]+)\)/g;

/** Finds the paths, links, scripts and commands that a page names; what is generated is left out. */
export function namedThings(markdown: string): NamedThings {
  const text = markdown.replace(GENERATED, '');
  const prose = text.replace(FENCE, '');
  const shell = [...text.matchAll(FENCE)].flatMap(({ groups }) =>
    groups?.language === 'sh' ? [groups.body ?? ''] : [],
  );
  const spans = [...prose.matchAll(CODE)].map(({ groups }) => groups?.code ?? '');
  const commands = [...shell, ...spans].join('\n');
  return {
    paths: spans.filter((span) => PATH.test(span)).map((path) => path.replace(/<[^>]*>/g, '*')),
    links: [...prose.matchAll(LINK)].map(({ groups }) => groups?.target ?? '').filter((to) => !to.includes('://')),
    scripts: [...commands.matchAll(/\bnpm (?:run )?(?!install|ci\b|run\b)(?<name>[\w:-]+)/g)].map(
      ([, name = '']) => name,
    ),
    commands: [...commands.matchAll(/\bcrossover ([a-z-]+(?: [a-z]+)?)/g)].map(([, words = '']) => words),
  };
}

/** The anchors that GitHub gives the headings of a page. */
export function anchorsOf(markdown: string): string[] {
  const headings = markdown.replace(FENCE, '').matchAll(/^#+ (?<words>.+)$/gm);
  return [...headings].map(({ groups }) =>
    (groups?.words ?? '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
