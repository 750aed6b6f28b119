package io.mintmark.event;

/// Where a request came from.
///
/// @param address the peer's IP address as text, without port
public record Origin(Transport transport, String address) {}
