/** One measured run: a Poisson stream of requests to one function for hours, its environments counted each minute. */
export interface MeasuredRun {
  /** Requests per second. */
  readonly rate: number;
  /** Mean service times of warm and cold requests, in ms. */
  readonly warmMs: number;
  readonly coldMs: number;
  /** Mean number of environments alive. */
  readonly environments: number;
  /** Share of the requests that met a cold start, and its standard error. */
  readonly coldShare: number;
  readonly coldShareError: number;
}

/** Minutes that AWS kept an idle environment at the time of the runs. */
export const IDLE_MINUTES = 10;

/**
 * The 20 runs on AWS Lambda that SimFaaS was validated with: Mahmoudi and Khazaei, CLOSER 2021,
 * https://arxiv.org/abs/2102.08904; figures from github.com/pacslab/simfaas at 5dd1623, examples/04, MIT licence.
 */
export const MEASURED_RUNS: readonly MeasuredRun[] = [
  {
    rate: 0.001863137,
    warmMs: 1955.0,
    coldMs: 2563.417,
    environments: 0.6741935,
    coldShare: 0.3429883,
    coldShareError: 0.031763,
  },
  {
    rate: 0.002457662,
    warmMs: 1954.201,
    coldMs: 2462.751,
    environments: 0.8135048,
    coldShare: 0.2108281,
    coldShareError: 0.037085,
  },
  {
    rate: 0.002881641,
    warmMs: 1952.411,
    coldMs: 2536.063,
    environments: 0.7794707,
    coldShare: 0.1454311,
    coldShareError: 0.024181,
  },
  {
    rate: 0.003453464,
    warmMs: 1959.825,
    coldMs: 2430.141,
    environments: 0.9075697,
    coldShare: 0.1100981,
    coldShareError: 0.022802,
  },
  {
    rate: 0.004247997,
    warmMs: 1958.281,
    coldMs: 2397.801,
    environments: 0.9459029,
    coldShare: 0.07948014,
    coldShareError: 0.012393,
  },
  {
    rate: 0.005724776,
    warmMs: 1951.707,
    coldMs: 2358.568,
    environments: 1.031898,
    coldShare: 0.03828475,
    coldShareError: 0.00617,
  },
  {
    rate: 0.007850938,
    warmMs: 1969.645,
    coldMs: 2421.958,
    environments: 1.129084,
    coldShare: 0.03382138,
    coldShareError: 0.0051956,
  },
  {
    rate: 0.01638363,
    warmMs: 1959.428,
    coldMs: 2340.864,
    environments: 1.269904,
    coldShare: 0.01955256,
    coldShareError: 0.0021372,
  },
  {
    rate: 0.05011997,
    warmMs: 1967.135,
    coldMs: 2192.308,
    environments: 2.113582,
    coldShare: 0.008542126,
    coldShareError: 0.00093613,
  },
  {
    rate: 0.09987113,
    warmMs: 1972.587,
    coldMs: 2310.106,
    environments: 2.764098,
    coldShare: 0.005949123,
    coldShareError: 0.00068054,
  },
  {
    rate: 0.1003774,
    warmMs: 1975.888,
    coldMs: 2244.126,
    environments: 2.888801,
    coldShare: 0.005658488,
    coldShareError: 0.00041582,
  },
  {
    rate: 0.1980761,
    warmMs: 1986.137,
    coldMs: 2301.998,
    environments: 3.718824,
    coldShare: 0.003724283,
    coldShareError: 0.00027529,
  },
  {
    rate: 0.3017913,
    warmMs: 1991.68,
    coldMs: 2270.797,
    environments: 4.421763,
    coldShare: 0.002939494,
    coldShareError: 0.00019991,
  },
  {
    rate: 0.3974858,
    warmMs: 1997.778,
    coldMs: 2180.514,
    environments: 5.045005,
    coldShare: 0.002084643,
    coldShareError: 0.00013737,
  },
  {
    rate: 0.4996728,
    warmMs: 2006.74,
    coldMs: 2152.437,
    environments: 5.694202,
    coldShare: 0.001913309,
    coldShareError: 9.7493e-5,
  },
  {
    rate: 0.5956058,
    warmMs: 2002.398,
    coldMs: 2208.713,
    environments: 6.41938,
    coldShare: 0.001755948,
    coldShareError: 6.8745e-5,
  },
  {
    rate: 0.6972661,
    warmMs: 2012.683,
    coldMs: 2183.531,
    environments: 6.92772,
    coldShare: 0.001751208,
    coldShareError: 0.00011379,
  },
  {
    rate: 0.7979431,
    warmMs: 2015.494,
    coldMs: 2182.833,
    environments: 7.56394,
    coldShare: 0.001560204,
    coldShareError: 6.237e-5,
  },
  {
    rate: 0.9024594,
    warmMs: 2016.048,
    coldMs: 2163.432,
    environments: 7.869841,
    coldShare: 0.001513391,
    coldShareError: 6.6429e-5,
  },
  {
    rate: 1.000533,
    warmMs: 2021.748,
    coldMs: 2172.538,
    environments: 8.397141,
    coldShare: 0.00130704,
    coldShareError: 8.1355e-5,
  },
];
