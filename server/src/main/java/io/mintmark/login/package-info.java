/// Login (登录): an MQTT CONNECT by which a device shows that it holds its own secret. The first one
/// activates the device.
@NullMarked
package io.mintmark.login;

import org.jspecify.annotations.NullMarked;
