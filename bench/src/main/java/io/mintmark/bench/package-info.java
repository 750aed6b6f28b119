/// Benchmarks of the whole server, beside Mosquitto doing the same: rates, latencies and the
/// server's CPU per operation. A benchmark reports; it never passes or fails.
@NullMarked
package io.mintmark.bench;

import org.jspecify.annotations.NullMarked;
