package io.mintmark.gate;

import java.net.InetSocketAddress;

/// What the gate listens on once it runs, with the ports that were really bound.
public record GateAddresses(
    InetSocketAddress mqtt,
    InetSocketAddress mqtts,
    InetSocketAddress http,
    InetSocketAddress https) {}
