/// Factories, and the sealed packages handed to them: each for one factory, for a while, a few
/// times, and marked so that a leaked file names its recipient.
@NullMarked
package io.mintmark.delivery;

import org.jspecify.annotations.NullMarked;
