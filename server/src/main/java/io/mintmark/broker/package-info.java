/// The MQTT broker behind the gate: an embedded HiveMQ Community Edition with its life, folders and
/// limits. It listens on loopback and admits nobody but the gate, by passes good for one CONNECT.
@NullMarked
package io.mintmark.broker;

import org.jspecify.annotations.NullMarked;
