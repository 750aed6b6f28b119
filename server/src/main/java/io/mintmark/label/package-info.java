/// What is printed for a unit: QR codes, and sheets of labels. Everything is drawn from the units
/// as they are read, with the same bytes each time, and kept nowhere.
@NullMarked
package io.mintmark.label;

import org.jspecify.annotations.NullMarked;
