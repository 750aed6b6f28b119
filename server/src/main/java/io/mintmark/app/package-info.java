/// The program: settings, wiring by hand, start and stop order, and the command line. The only
/// package that knows all others.
@NullMarked
package io.mintmark.app;

import org.jspecify.annotations.NullMarked;
