package io.mintmark.devicekit.wire;

/// One HTTP header line, its name spelled exactly as on the wire: vendor firmware compares it so.
public record Header(String name, String value) {}
