package io.mintmark.dialect;

/// A message that the gate sends to a device which did not subscribe, QoS 0.
@SuppressWarnings("ArrayRecordComponent") // a message is never compared
public record Push(String topic, byte[] payload) {}
