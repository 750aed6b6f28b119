/// The factory floor: test results of units, what they come to (yield), and the balance sheet of a
/// batch, which says where the units of an order went.
@NullMarked
package io.mintmark.line;

import org.jspecify.annotations.NullMarked;
