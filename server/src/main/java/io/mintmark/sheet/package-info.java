/// An owner's file of device names: reading its rows out of text and spreadsheets in any encoding,
/// and telling everything that is wrong with them (the file doctor).
@NullMarked
package io.mintmark.sheet;

import org.jspecify.annotations.NullMarked;
