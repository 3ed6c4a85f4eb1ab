// Loaded into a process that is measured: writes the most memory it held, in KiB, to its descriptor 3.
const { readFileSync, writeSync } = require('node:fs');

/** Linux keeps the peak of the process that started this one in maxRSS, but counts VmHWM anew for each program. */
function peakKib() {
  try {
    return /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on('exit', () => writeSync(3, String(peakKib())));
