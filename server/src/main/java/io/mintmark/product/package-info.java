/// A type of device: its dialect, its keys and its registration switch. The forms of identities
/// that follow from the dialect live here too.
@NullMarked
package io.mintmark.product;

import org.jspecify.annotations.NullMarked;
