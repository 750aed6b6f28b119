/// Sockets of simulated devices: TCP and TLS, HTTP requests with headers exactly as given, MQTT
/// connections with CONNECT fields exactly as given. Thousands share a few threads; Netty stays
/// inside this package.
@NullMarked
package io.mintmark.devicekit.wire;

import org.jspecify.annotations.NullMarked;
