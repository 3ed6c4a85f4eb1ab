"""Runs a command on a pseudo-terminal of 80 columns and types into it, as a person would.

Standard input: {"argv": [...], "cwd": "...", "env": {...}, "steps": [["text to wait for", "keys to type"], ...]}
Standard output: {"code": 0, "output": "all that was shown", "missing": null or the text that did not come}
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time

PATIENCE_S = 30

job = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    os.chdir(job["cwd"])
    os.execvpe(job["argv"][0], job["argv"], {**os.environ, **job["env"]})
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))

output = b""


def read_until(text, start):
    """Reads on until the text has been shown behind `start`; None reads to the end. False when it does not come."""
    global output
    until = time.monotonic() + PATIENCE_S
    while text is None or text.encode() not in output[start:]:
        ready, _, _ = select.select([terminal], [], [], max(0, until - time.monotonic()))
        if not ready:
            return False
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux: the other end is closed.
            chunk = b""
        if chunk == b"":
            return text is None
        output += chunk
    return True


missing = None
start = 0
for text, keys in job["steps"]:
    if not read_until(text, start):
        missing = text
        os.kill(pid, 9)
        break
    start = len(output)
    time.sleep(0.05)
    os.write(terminal, keys.encode())
if missing is None and not read_until(None, start):
    missing = "the end"
    os.kill(pid, 9)
_, status = os.waitpid(pid, 0)
code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else -os.WTERMSIG(status)
json.dump({"code": code, "output": output.decode(errors="replace"), "missing": missing}, sys.stdout)
