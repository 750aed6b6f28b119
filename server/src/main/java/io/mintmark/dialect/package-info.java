/// What a device dialect must be able to do: read the vendor's bytes into our requests and write
/// our outcomes as the vendor's bytes, over HTTP and MQTT. Dialects translate and decide nothing.
@NullMarked
package io.mintmark.dialect;

import org.jspecify.annotations.NullMarked;
