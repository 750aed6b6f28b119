/// Gateways and their sub-devices: a device that is connected speaks for others that are not. Which
/// sub-device belongs to which gateway is the topology; it decides whose messages a gateway may
/// carry.
@NullMarked
package io.mintmark.gateway;

import org.jspecify.annotations.NullMarked;
