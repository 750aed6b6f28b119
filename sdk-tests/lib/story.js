'use strict';

// The frame of every story: reads the JSON argument, plays, prints one JSON line, exits 0 or 1.

// The SDKs' HTTP client sends loopback requests to a proxy too, whatever no_proxy says.
for (const name of ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY']) {
  delete process.env[name];
}

const defaults = { host: 'localhost', timeoutMillis: 20_000 };

/** Plays a story: `play(input)` returns the details of the result, or throws what went wrong. */
function tell(play) {
  const input = readInput();
  if (!input) {
    finish({ ok: false, error: 'the only argument is a JSON object; see README.md' });
    return;
  }
  const deadline = setTimeout(
    () => finish({ ok: false, error: `nothing happened for ${input.timeoutMillis} ms` }),
    input.timeoutMillis,
  );
  play(input)
    .then((details) => finish({ ok: true, ...details }))
    .catch((error) => finish({ ok: false, error: error.message, ...error.details }))
    .finally(() => clearTimeout(deadline));
}

function readInput() {
  try {
    return { ...defaults, ...JSON.parse(process.argv[2]) };
  } catch {
    return undefined;
  }
}

// Written in one piece and flushed before the exit, although an SDK may still hold sockets and timers.
function finish(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`, () => process.exit(result.ok ? 0 : 1));
}

/** Throws with `details` in the result unless `actual` is what the story expects. */
function expect(what, actual, expected, details) {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) {
    const error = new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
    error.details = details;
    throw error;
  }
}

module.exports = { tell, expect };
