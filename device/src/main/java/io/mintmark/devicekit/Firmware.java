package io.mintmark.devicekit;

/// How one kind of device behaves towards its server. Shared by all devices of that kind; the
/// vendors' packages make it.
public record Firmware(Registration registration, Login login) {}
