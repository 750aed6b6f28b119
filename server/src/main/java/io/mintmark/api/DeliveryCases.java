package io.mintmark.api;

import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.DeliveryDesk;
import io.mintmark.delivery.Factories;
import io.mintmark.delivery.LeakSearch;
import io.mintmark.delivery.PackageDesk;

/// What the management API serves of handing units to factories.
///
/// @param desk makes deliveries and takes them back
public record DeliveryCases(
    Factories factories,
    Deliveries deliveries,
    DeliveryDesk desk,
    PackageDesk packages,
    LeakSearch leaks) {}
