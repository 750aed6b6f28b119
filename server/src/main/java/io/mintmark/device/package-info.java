/// One identity: ProductKey and DeviceName, the DeviceSecret that belongs to it, the states it goes
/// through, and what an operator may do to it.
@NullMarked
package io.mintmark.device;

import org.jspecify.annotations.NullMarked;
