/// Mass production (设备量产): an order becomes a batch of identities. Reading the owner's names,
/// minting in the background, and the files that go to the factory.
@NullMarked
package io.mintmark.production;

import org.jspecify.annotations.NullMarked;
