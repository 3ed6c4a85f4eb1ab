/** Output formats, the default first. */
export const FORMATS = ['table', 'markdown', 'csv', 'json'] as const;

export type Format = (typeof FORMATS)[number];

/** Output formats of results that can be drawn as a chart. */
export const CHART_FORMATS = [...FORMATS, 'svg'] as const;

export type ChartFormat = (typeof CHART_FORMATS)[number];
