package io.mintmark.devicekit;

/// What the factory wrote into a unit, by burn method: its own [Credential] (direct burning), or
/// the [ProductCredential] shared by the product, with which it must first register.
public sealed interface Burned permits Credential, ProductCredential {

  DeviceIdentity identity();
}
