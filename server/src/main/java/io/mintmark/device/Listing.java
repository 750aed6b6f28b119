package io.mintmark.device;

import io.mintmark.product.Product;
import java.util.Optional;

/// A product and, if the name is listed in it, the device: all that one request of a device needs,
/// read at once.
public record Listing(Product product, Optional<Device> device) {}
