/// The device plane (设备接入): every device and cloud program connects here, over MQTT or HTTP, with
/// TLS or without. It tells protocols apart, asks the use cases who may do what, binds sessions to
/// identities, and passes permitted messages to the broker behind it.
@NullMarked
package io.mintmark.gate;

import org.jspecify.annotations.NullMarked;
