/// Why something was refused, in words that an engineer can act on: the usual mistakes are tried on
/// a signature that was wrong, and every reason has its sentence.
@NullMarked
package io.mintmark.refusal;

import org.jspecify.annotations.NullMarked;
