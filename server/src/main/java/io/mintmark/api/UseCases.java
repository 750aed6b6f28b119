package io.mintmark.api;

import io.mintmark.access.AccountDesk;
import io.mintmark.access.KeyDesk;
import io.mintmark.access.SignInDesk;
import io.mintmark.delivery.Deliveries;
import io.mintmark.delivery.DeliveryDesk;
import io.mintmark.delivery.Factories;
import io.mintmark.delivery.LeakSearch;
import io.mintmark.delivery.PackageDesk;
import io.mintmark.device.DeviceOffice;
import io.mintmark.device.Devices;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Sightings;
import io.mintmark.event.EventLog;
import io.mintmark.event.Events;
import io.mintmark.explanation.Explainer;
import io.mintmark.gateway.TopologyOffice;
import io.mintmark.label.LabelPreview;
import io.mintmark.line.Line;
import io.mintmark.output.FileDesk;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.Products;
import io.mintmark.product.SecretRotation;
import io.mintmark.production.BatchDesk;
import io.mintmark.production.Batches;
import io.mintmark.production.Minting;
import io.mintmark.production.OrderDesk;
import io.mintmark.production.ProductionSettings;
import io.mintmark.project.Projects;
import io.mintmark.risk.RiskDesk;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;

/// All that the management API serves. It owns none of this: whoever passes it closes it, after the
/// [ManagementServer].
///
/// @param gateFigures asked for at any time, by any thread
/// @param events what was logged, for reading
/// @param eventLog where acts on products are reported
/// @param line the factory floor
/// @param production its limits, to refuse an oversized upload before it is read
/// @param caCertificate the installation's CA in PEM, which every device and program must trust
public record UseCases(
    SignInDesk signIns,
    AccountDesk accounts,
    KeyDesk keys,
    Projects projects,
    Products products,
    ProductCatalog catalog,
    SecretRotation rotation,
    Batches batches,
    OrderDesk orders,
    BatchDesk batchDesk,
    Minting minting,
    FileDesk files,
    LabelPreview labelPreview,
    ProductionSettings production,
    NameListCases nameLists,
    Factories factories,
    Deliveries deliveries,
    DeliveryDesk deliveryDesk,
    PackageDesk packages,
    LeakSearch leaks,
    Line line,
    Devices devices,
    DeviceOffice deviceOffice,
    TopologyOffice topologyOffice,
    LiveSessions liveSessions,
    Sightings sightings,
    Supplier<GateFigures> gateFigures,
    RiskDesk risks,
    Events events,
    EventLog eventLog,
    Explainer explainer,
    String caCertificate,
    SecureRandom random,
    InstantSource clock) {}
