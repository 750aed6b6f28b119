/// The certificates that devices trust: an own authority made at first start, and the two server
/// certificates that it signs, one for each kind of device. Knows files and keys, no sockets.
@NullMarked
package io.mintmark.certificate;

import org.jspecify.annotations.NullMarked;
