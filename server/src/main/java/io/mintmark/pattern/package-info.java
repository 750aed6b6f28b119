/// Names by pattern: an owner's text with a date, a counter and a check digit in it, from which the
/// name of every unit follows by its number.
@NullMarked
package io.mintmark.pattern;

import org.jspecify.annotations.NullMarked;
