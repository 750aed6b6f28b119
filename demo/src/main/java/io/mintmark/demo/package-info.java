/// The main job played on real sockets: an order becomes two batches, and two thousand simulated
/// devices register, log in and send data to a cloud program. It uses the public API and the device
/// kit only, so it doubles as an example of both.
@NullMarked
package io.mintmark.demo;

import org.jspecify.annotations.NullMarked;
