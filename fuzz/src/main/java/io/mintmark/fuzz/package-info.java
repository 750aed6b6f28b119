/// Coverage-guided fuzzing of what strangers' bytes reach: what all harnesses share, and the list
/// of them. The harnesses themselves stand in the packages of what they try, to see its inner
/// parts.
@NullMarked
package io.mintmark.fuzz;

import org.jspecify.annotations.NullMarked;
