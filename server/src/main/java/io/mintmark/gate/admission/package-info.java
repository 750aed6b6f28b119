/// Who has asked too often: limits per address and per identity, for connects and for failures, and
/// one for all accepts. Plain Java without a lock, in memory of a fixed size, so that saying no
/// costs next to nothing whatever the peers think of.
@NullMarked
package io.mintmark.gate.admission;

import org.jspecify.annotations.NullMarked;
