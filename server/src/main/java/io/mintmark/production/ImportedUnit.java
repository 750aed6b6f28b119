package io.mintmark.production;

import io.mintmark.device.InitialState;
import io.mintmark.vault.Sealed;

/// What an owner brought along for one unit beside its name.
///
/// @param secret sealed for the device that the unit becomes
public record ImportedUnit(Sealed secret, InitialState state) {}
