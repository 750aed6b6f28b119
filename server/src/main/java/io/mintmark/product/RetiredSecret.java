package io.mintmark.product;

import java.time.Instant;

/// A version of a ProductSecret with which nobody may register any more. It is kept to tell an
/// engineer that a device still signs with it.
public record RetiredSecret(ProductSecret secret, Instant retiredAt) {}
