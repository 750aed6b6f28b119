package io.mintmark.api;

import io.mintmark.access.AccountDesk;
import io.mintmark.access.KeyDesk;
import io.mintmark.access.SignInDesk;
import io.mintmark.device.DeviceOffice;
import io.mintmark.device.Devices;
import io.mintmark.device.LiveSessions;
import io.mintmark.device.Sightings;
import io.mintmark.event.EventLog;
import io.mintmark.event.Events;
import io.mintmark.explanation.Explainer;
import io.mintmark.gateway.TopologyOffice;
import io.mintmark.line.Line;
import io.mintmark.product.ProductCatalog;
import io.mintmark.product.Products;
import io.mintmark.product.SecretRotation;
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
/// @param caCertificate the installation's CA in PEM, which every device and program must trust
public record UseCases(
    SignInDesk signIns,
    AccountDesk accounts,
    KeyDesk keys,
    Projects projects,
    Products products,
    ProductCatalog catalog,
    SecretRotation rotation,
    ProductionCases production,
    DeliveryCases deliveries,
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
