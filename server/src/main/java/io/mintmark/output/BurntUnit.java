package io.mintmark.output;

import io.mintmark.vault.SecretText;
import org.jspecify.annotations.Nullable;

/// One unit as the factory needs it.
///
/// @param number its place in the batch, from 1
/// @param secret the DeviceSecret to burn; null where the unit fetches its own by registration
public record BurntUnit(int number, String name, @Nullable SecretText secret) {}
