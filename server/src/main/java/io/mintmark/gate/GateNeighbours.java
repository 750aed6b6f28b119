package io.mintmark.gate;

import io.mintmark.access.ApplicationLogin;
import io.mintmark.broker.BrokerLink;
import io.mintmark.device.TakeOvers;
import io.mintmark.dialect.Dialects;
import io.mintmark.event.EventLog;
import io.mintmark.gateway.GatewayDesk;
import io.mintmark.login.DeviceLogin;
import io.mintmark.login.PresharedKeys;
import io.mintmark.registration.Registrar;

/// Everyone the gate talks to. It calls them on its event loops, so none of them may block.
public record GateNeighbours(
    Dialects dialects,
    Registrar registrar,
    DeviceLogin deviceLogin,
    PresharedKeys presharedKeys,
    GatewayDesk gatewayDesk,
    ApplicationLogin applicationLogin,
    BrokerLink broker,
    EventLog events,
    TakeOvers takeOvers) {}
