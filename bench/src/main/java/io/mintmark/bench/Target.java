package io.mintmark.bench;

import java.net.InetSocketAddress;

/// A server's port, what it expects there before the protocol, and the CPU of its process.
record Target(InetSocketAddress address, Security security, CpuClock cpu) {}
