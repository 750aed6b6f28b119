/// Secrets at rest and proofs of knowing one: sealing under master and data keys, text that never
/// prints itself, constant-time comparison. Knows nothing of devices or products.
@NullMarked
package io.mintmark.vault;

import org.jspecify.annotations.NullMarked;
